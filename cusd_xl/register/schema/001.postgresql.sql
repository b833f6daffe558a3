-- Documents and the files issued for them. Rows are only ever added: the database itself refuses to change or remove one.
-- Statements are parted by an empty line.

CREATE TABLE register_document (
  id BIGINT PRIMARY KEY,
  reeks TEXT NOT NULL,
  volgnummer BIGINT NOT NULL CHECK (volgnummer >= 1),
  nummer TEXT NOT NULL UNIQUE,
  soort TEXT NOT NULL,
  regeling TEXT NOT NULL,
  jaar BIGINT NOT NULL,
  termijn TEXT NOT NULL,
  gm_code TEXT NOT NULL,
  deel BIGINT NOT NULL CHECK (deel >= 1),
  revisie BIGINT NOT NULL CHECK (revisie >= 1),
  factuurdatum TEXT NOT NULL CHECK (length(factuurdatum) = 10),
  bedrag BIGINT NOT NULL,
  crediteert TEXT UNIQUE REFERENCES register_document (nummer),
  inhoud TEXT NOT NULL,
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE,
  UNIQUE (reeks, volgnummer),
  UNIQUE (regeling, jaar, termijn, gm_code, deel, revisie),
  CHECK ((soort = 'creditfactuur') = (crediteert IS NOT NULL))
)

CREATE TABLE register_uitgifte (
  id BIGINT PRIMARY KEY,
  nummer TEXT NOT NULL REFERENCES register_document (nummer),
  bestand TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE,
  UNIQUE (nummer, bestand, sha256)
)

CREATE TABLE register_schema (versie BIGINT PRIMARY KEY)

CREATE FUNCTION register_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'register: wat is vastgelegd, verandert of verdwijnt niet; maak een creditfactuur';
END
$$

CREATE FUNCTION register_document_volgt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM register_document) THEN
    RAISE EXCEPTION 'register: id springt';
  END IF;
  IF NEW.volgnummer IS DISTINCT FROM
    (SELECT coalesce(max(volgnummer), 0) + 1 FROM register_document WHERE reeks = NEW.reeks) THEN
    RAISE EXCEPTION 'register: volgnummer springt';
  END IF;
  IF NEW.factuurdatum COLLATE "C" < (SELECT max(factuurdatum COLLATE "C") FROM register_document WHERE reeks = NEW.reeks) THEN
    RAISE EXCEPTION 'register: factuurdatum ligt voor de vorige';
  END IF;
  IF NEW.vorige IS DISTINCT FROM coalesce((SELECT keten FROM register_document WHERE id = NEW.id - 1), '') THEN
    RAISE EXCEPTION 'register: keten sluit niet aan';
  END IF;
  RETURN NEW;
END
$$

CREATE FUNCTION register_uitgifte_volgt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM register_uitgifte) THEN
    RAISE EXCEPTION 'register: id springt';
  END IF;
  IF NEW.vorige IS DISTINCT FROM coalesce((SELECT keten FROM register_uitgifte WHERE id = NEW.id - 1), '') THEN
    RAISE EXCEPTION 'register: keten sluit niet aan';
  END IF;
  RETURN NEW;
END
$$

CREATE TRIGGER register_document_volgt BEFORE INSERT ON register_document
  FOR EACH ROW EXECUTE FUNCTION register_document_volgt()

CREATE TRIGGER register_document_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON register_document
  FOR EACH STATEMENT EXECUTE FUNCTION register_weiger()

CREATE TRIGGER register_uitgifte_volgt BEFORE INSERT ON register_uitgifte
  FOR EACH ROW EXECUTE FUNCTION register_uitgifte_volgt()

CREATE TRIGGER register_uitgifte_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON register_uitgifte
  FOR EACH STATEMENT EXECUTE FUNCTION register_weiger()

CREATE TRIGGER register_schema_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON register_schema
  FOR EACH STATEMENT EXECUTE FUNCTION register_weiger()
