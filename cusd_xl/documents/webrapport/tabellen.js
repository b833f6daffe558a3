// Every table sorts by its headers, with mouse and keyboard; a row of totals stays where it is.
(() => {
  const waarde = (rij, kolom) => {
    const cel = rij.cells[kolom];
    const getal = cel.dataset.waarde;
    return getal === undefined ? cel.textContent.trim().toLocaleLowerCase("nl") : Number(getal);
  };
  const vergelijk = (een, ander) =>
    typeof een === "number" && typeof ander === "number" ? een - ander : String(een).localeCompare(String(ander), "nl", { numeric: true });
  for (const kop of document.querySelectorAll("table.sorteerbaar thead th")) {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.append(...kop.childNodes);
    kop.append(knop);
    knop.addEventListener("click", () => {
      const tabel = kop.closest("table");
      const af = kop.getAttribute("aria-sort") === "ascending";
      for (const ander of tabel.querySelectorAll("thead th")) ander.removeAttribute("aria-sort");
      kop.setAttribute("aria-sort", af ? "descending" : "ascending");
      const rijen = [...tabel.tBodies[0].rows];
      rijen.sort((a, b) => (af ? -1 : 1) * vergelijk(waarde(a, kop.cellIndex), waarde(b, kop.cellIndex)));
      tabel.tBodies[0].append(...rijen);
    });
  }
  const opent = () => {
    const doel = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let deel = doel; deel; deel = deel.parentElement) if (deel.tagName === "DETAILS") deel.open = true;
    if (doel) { doel.tabIndex = -1; doel.scrollIntoView(); doel.focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", opent);
  opent();
  addEventListener("beforeprint", () => { for (const deel of document.querySelectorAll("details")) deel.open = true; });
})();
