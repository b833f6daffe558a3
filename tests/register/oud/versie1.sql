BEGIN TRANSACTION;
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
) STRICT;
INSERT INTO "register_document" VALUES(1,'CUSD-IV-2026',1,'CUSD-IV-2026-00001','interne verrekening','proefregeling',2026,'Q1','GM0307',1,1,'2026-01-05',11281967,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Amersfoort","gm_code":"GM0307","kvk":"","oin":"","plaats":"Amersfoort","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":11281967,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-IV-2026-00001","reden":"","regeling":"Proefregeling","regels":[{"bedrag":11281967,"btw":"O","jaarbedrag":45127868,"omschrijving":"organisatiekosten"}],"soort":"interne verrekening","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":1,"factor":"1/1","jaarbedrag":45127868,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":161852,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":null,"verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','','48df71f75e1f4d4111917fe53eac89ef8962166a55fa0863bf85989f1c768532');
INSERT INTO "register_document" VALUES(2,'CUSD-2026',1,'CUSD-2026-00001','factuur','proefregeling',2026,'Q1','GM0308',1,1,'2026-01-05',1747168,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Baarn","gm_code":"GM0308","kvk":"","oin":"","plaats":"Baarn","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":1747168,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00001","reden":"","regeling":"Proefregeling","regels":[{"bedrag":1747168,"btw":"O","jaarbedrag":6988669,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":1,"factor":"1/1","jaarbedrag":6988669,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":25065,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','48df71f75e1f4d4111917fe53eac89ef8962166a55fa0863bf85989f1c768532','0f5fa10e5f77602d2cd5bab922db8393bd824caccc361965775d22f706e1810f');
INSERT INTO "register_document" VALUES(3,'CUSD-2026',2,'CUSD-2026-00002','factuur','proefregeling',2026,'Q1','GM0313',1,1,'2026-01-05',1576668,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Bunschoten","gm_code":"GM0313","kvk":"","oin":"","plaats":"Bunschoten","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":1576668,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00002","reden":"","regeling":"Proefregeling","regels":[{"bedrag":1576668,"btw":"O","jaarbedrag":6306670,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":0,"factor":"1/1","jaarbedrag":6306670,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":22619,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','0f5fa10e5f77602d2cd5bab922db8393bd824caccc361965775d22f706e1810f','ebafc3aedd867f9e193409831de1ba90470d67d1195098567be742bea30ad825');
INSERT INTO "register_document" VALUES(4,'CUSD-2026',3,'CUSD-2026-00003','factuur','proefregeling',2026,'Q1','GM0317',1,1,'2026-01-05',679977,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Eemnes","gm_code":"GM0317","kvk":"","oin":"","plaats":"Eemnes","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":679977,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00003","reden":"","regeling":"Proefregeling","regels":[{"bedrag":679977,"btw":"O","jaarbedrag":2719907,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":1,"factor":"1/1","jaarbedrag":2719907,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":9755,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','ebafc3aedd867f9e193409831de1ba90470d67d1195098567be742bea30ad825','bd4dc4d67fb3950264e753728b5baa29bd0d1daf74030f278f5ddaf8a9d5709d');
INSERT INTO "register_document" VALUES(5,'CUSD-2026',4,'CUSD-2026-00004','factuur','proefregeling',2026,'Q1','GM0327',1,1,'2026-01-05',2208339,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Leusden","gm_code":"GM0327","kvk":"","oin":"","plaats":"Leusden","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":2208339,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00004","reden":"","regeling":"Proefregeling","regels":[{"bedrag":2208339,"btw":"O","jaarbedrag":8833354,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":1,"factor":"1/1","jaarbedrag":8833354,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":31681,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','bd4dc4d67fb3950264e753728b5baa29bd0d1daf74030f278f5ddaf8a9d5709d','6282c8123765b902ce4b98f8d8c0b7b3e7485e03c5bd70c2a47675782808d6bf');
INSERT INTO "register_document" VALUES(6,'CUSD-2026',5,'CUSD-2026-00005','factuur','proefregeling',2026,'Q1','GM0267',1,1,'2026-01-05',3161909,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Nijkerk","gm_code":"GM0267","kvk":"","oin":"","plaats":"Nijkerk","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":3161909,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00005","reden":"","regeling":"Proefregeling","regels":[{"bedrag":3161909,"btw":"O","jaarbedrag":12647636,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":0,"factor":"1/1","jaarbedrag":12647636,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":45361,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','6282c8123765b902ce4b98f8d8c0b7b3e7485e03c5bd70c2a47675782808d6bf','bfa94e0578b57790be9014b70a433c64cea1d49526ec77ca8e712049adbf6a80');
INSERT INTO "register_document" VALUES(7,'CUSD-2026',6,'CUSD-2026-00006','factuur','proefregeling',2026,'Q1','GM0342',1,1,'2026-01-05',3323696,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Soest","gm_code":"GM0342","kvk":"","oin":"","plaats":"Soest","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":3323696,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00006","reden":"","regeling":"Proefregeling","regels":[{"bedrag":3323696,"btw":"O","jaarbedrag":13294781,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":0,"factor":"1/1","jaarbedrag":13294781,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":47682,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','bfa94e0578b57790be9014b70a433c64cea1d49526ec77ca8e712049adbf6a80','eda042f86c0595b35e8eb90d778cf6c821f3d9aca2ef89135c638c3666f135e1');
INSERT INTO "register_document" VALUES(8,'CUSD-2026',7,'CUSD-2026-00007','factuur','proefregeling',2026,'Q1','GM0351',1,1,'2026-01-05',1020279,NULL,'{"factuur":{"afnemer":{"adres":"Markt 1","bron":"","email":"","gemeente":"Woudenberg","gm_code":"GM0351","kvk":"","oin":"","plaats":"Woudenberg","postcode":"1234 AB","referentie":"","tot_en_met":null,"vanaf":"2026-01-01"},"afzender":{"adres":"Stadhuisplein 1","btw_id":"NL001626736B01","email":"facturen@example.nl","iban":"NL91ABNA0417164300","kvk":"32169606","naam":"Gemeente Amersfoort","oin":"00000001001626736000","plaats":"Amersfoort","postcode":"3811 LM"},"btwregels":[{"btw":0,"code":"O","grondslag":1020279,"omschrijving":"Buiten de reikwijdte van de omzetbelasting","percentage":null}],"concept":false,"factuurdatum":"2026-01-05","nummer":"CUSD-2026-00007","reden":"","regeling":"Proefregeling","regels":[{"bedrag":1020279,"btw":"O","jaarbedrag":4081115,"omschrijving":"organisatiekosten"}],"soort":"factuur","specificatie":[{"artikel":"12","begroot":100000000,"btw":"O","dekking":0,"eenheid":1,"eigen":[],"extra":1,"factor":"1/1","jaarbedrag":4081115,"kostenpost":"K01","omschrijving":"Kosten K01","onderdelen":[{"deel":"1/1","gewicht":14637,"omschrijving":"Inwoners op 1 januari 2024","schaal":1,"som":358652}],"regionaal":100000000,"soort":"organisatiekosten","verdeelsleutel":"inwoners"}],"termijn":{"aantal":4,"code":"Q1","jaar":2026,"nummer":1},"vervaldatum":"2026-02-04","verwijzingen":[]},"invoer":"","versie":"0.1.0","vorm":1}','eda042f86c0595b35e8eb90d778cf6c821f3d9aca2ef89135c638c3666f135e1','2cdbbe256193d8da3b03caf70db747558ba9dfbf6ab5167046ef30c021fe4fc9');
CREATE TABLE register_schema (versie INTEGER PRIMARY KEY) STRICT;
INSERT INTO "register_schema" VALUES(1);
CREATE TABLE register_uitgifte (
  id INTEGER PRIMARY KEY,
  nummer TEXT NOT NULL REFERENCES register_document (nummer),
  bestand TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE,
  UNIQUE (nummer, bestand, sha256)
) STRICT;
INSERT INTO "register_uitgifte" VALUES(1,'CUSD-2026-00001','CUSD-2026-00001_baarn.xlsx','0000000000000000000000000000000000000000000000000000000000000000','','668797214c7b582009e88f9757b2bfd91e56cca599f28b37bd417ff13436e94f');
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
END;
CREATE TRIGGER register_document_vast BEFORE UPDATE ON register_document
BEGIN
  SELECT RAISE(ABORT, 'register: een vastgesteld document verandert niet; maak een creditfactuur');
END;
CREATE TRIGGER register_document_blijft BEFORE DELETE ON register_document
BEGIN
  SELECT RAISE(ABORT, 'register: een vastgesteld document blijft; maak een creditfactuur');
END;
CREATE TRIGGER register_uitgifte_volgt BEFORE INSERT ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: id springt') WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM register_uitgifte);
  SELECT RAISE(ABORT, 'register: keten sluit niet aan') WHERE NEW.vorige IS NOT
    coalesce((SELECT keten FROM register_uitgifte WHERE id = NEW.id - 1), '');
  SELECT RAISE(ABORT, 'register: uitgifte bestaat al') WHERE EXISTS (SELECT 1 FROM register_uitgifte AS u
    WHERE u.keten = NEW.keten OR (u.nummer, u.bestand, u.sha256) = (NEW.nummer, NEW.bestand, NEW.sha256));
END;
CREATE TRIGGER register_uitgifte_vast BEFORE UPDATE ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: een uitgifte verandert niet');
END;
CREATE TRIGGER register_uitgifte_blijft BEFORE DELETE ON register_uitgifte
BEGIN
  SELECT RAISE(ABORT, 'register: een uitgifte blijft');
END;
CREATE TRIGGER register_schema_vast BEFORE UPDATE ON register_schema
BEGIN
  SELECT RAISE(ABORT, 'register: een schemaversie verandert niet');
END;
CREATE TRIGGER register_schema_blijft BEFORE DELETE ON register_schema
BEGIN
  SELECT RAISE(ABORT, 'register: een schemaversie blijft');
END;
COMMIT;
