-- Documents and the files issued for them. Rows are only ever added: the database itself refuses to change or remove one.
-- Statements are parted by an empty line. That a row exists already is asked in the trigger too: INSERT OR REPLACE would
-- remove the old row without asking the trigger on DELETE.

CREATE TABLE register_document (
  id INTEGER PRIMARY KEY,
  reeks TEXT NOT NULL,
  volgnummer INTEGER NOT NULL CHECK (volgnummer >= 1),
  nummer TEXT NOT NULL UNIQUE,
  soort TEXT NOT NULL,
  regeling TEXT NOT NULL,
  jaar INTEGER NOT NULL,
  termijn TEXT NOT NULL,
  gm_code TEXT NOT NULL,
  deel INTEGER NOT NULL CHECK (deel >= 1),
  revisie INTEGER NOT NULL CHECK (revisie >= 1),
  factuurdatum TEXT NOT NULL CHECK (length(factuurdatum) = 10),
  bedrag INTEGER NOT NULL,
  crediteert TEXT UNIQUE REFERENCES register_document (nummer),
  inhoud TEXT NOT NULL,
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE,
  UNIQUE (reeks, volgnummer),
  UNIQUE (regeling, jaar, termijn, gm_code, deel, revisie),
  CHECK ((soort = 'creditfactuur') = (crediteert IS NOT NULL))
) STRICT

CREATE TABLE register_uitgifte (
  id INTEGER PRIMARY KEY,
  nummer TEXT NOT NULL REFERENCES register_document (nummer),
  bestand TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE,
  UNIQUE (nummer, bestand, sha256)
) STRICT

CREATE TABLE register_schema (versie INTEGER PRIMARY KEY) STRICT

CREATE TRIGGER register_document_volgt BEFORE INSERT ON register_document
BEGIN
  SELECT RAISE(ABORT, 'register: id springt') WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM register_document);
  SELECT RAISE(ABORT, 'register: volgnummer springt') WHERE NEW.volgnummer IS NOT
    (SELECT coalesce(max(volgnummer), 0) + 1 FROM register_document WHERE reeks = NEW.reeks);
  SELECT RAISE(ABORT, 'register: document bestaat al') WHERE EXISTS (SELECT 1 FROM register_document AS d WHERE d.nummer = NEW.nummer
    OR d.crediteert = NEW.crediteert OR d.keten = NEW.keten OR (d.regeling, d.jaar, d.termijn, d.gm_code, d.deel,
    d.revisie) = (NEW.regeling, NEW.jaar, NEW.termijn, NEW.gm_code, NEW.deel, NEW.revisie));
  SELECT RAISE(ABORT, 'register: factuurdatum ligt voor de vorige') WHERE NEW.factuurdatum <
    (SELECT max(factuurdatum) FROM register_document WHERE reeks = NEW.reeks);
  SELECT RAISE(ABORT, 'register: keten sluit niet aan') WHERE NEW.vorige IS NOT
    coalesce((SELECT keten FROM register_document WHERE id = NEW.id - 1), '');
END

CREATE TRIGGER register_document_vast BEFORE UPDATE ON register_document
BEGIN
  SELECT RAISE(ABORT, 'register: een vastgesteld document verandert niet; maak een creditfactuur');
END

CREATE TRIGGER register_document_blijft BEFORE DELETE ON register_document
BEGIN
  SELECT RAISE(ABORT, 'register: een vastgesteld document blijft; maak een creditfactuur');
END

CREATE TRIGGER register_uitgifte_volgt BEFORE INSERT ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: id springt') WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM register_uitgifte);
  SELECT RAISE(ABORT, 'register: keten sluit niet aan') WHERE NEW.vorige IS NOT
    coalesce((SELECT keten FROM register_uitgifte WHERE id = NEW.id - 1), '');
  SELECT RAISE(ABORT, 'register: uitgifte bestaat al') WHERE EXISTS (SELECT 1 FROM register_uitgifte AS u
    WHERE u.keten = NEW.keten OR (u.nummer, u.bestand, u.sha256) = (NEW.nummer, NEW.bestand, NEW.sha256));
END

CREATE TRIGGER register_uitgifte_vast BEFORE UPDATE ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: een uitgifte verandert niet');
END

CREATE TRIGGER register_uitgifte_blijft BEFORE DELETE ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: een uitgifte blijft');
END

CREATE TRIGGER register_schema_vast BEFORE UPDATE ON register_schema
BEGIN
  SELECT RAISE(ABORT, 'register: een schemaversie verandert niet');
END

CREATE TRIGGER register_schema_blijft BEFORE DELETE ON register_schema
BEGIN
  SELECT RAISE(ABORT, 'register: een schemaversie blijft');
END
