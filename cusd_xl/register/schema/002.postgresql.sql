-- Payments read from a bank statement: one row per entry, told apart by the reference of the bank.

CREATE TABLE register_betaling (
  id BIGINT PRIMARY KEY,
  kenmerk TEXT NOT NULL UNIQUE,
  nummer TEXT NOT NULL REFERENCES register_document (nummer),
  datum TEXT NOT NULL CHECK (length(datum) = 10),
  bedrag BIGINT NOT NULL,
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE
)

CREATE FUNCTION register_betaling_volgt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM register_betaling) THEN
    RAISE EXCEPTION 'register: id springt';
  END IF;
  IF NEW.vorige IS DISTINCT FROM coalesce((SELECT keten FROM register_betaling WHERE id = NEW.id - 1), '') THEN
    RAISE EXCEPTION 'register: keten sluit niet aan';
  END IF;
  RETURN NEW;
END
$$

CREATE TRIGGER register_betaling_volgt BEFORE INSERT ON register_betaling
  FOR EACH ROW EXECUTE FUNCTION register_betaling_volgt()

CREATE TRIGGER register_betaling_vast BEFORE UPDATE OR DELETE OR TRUNCATE ON register_betaling
  FOR EACH STATEMENT EXECUTE FUNCTION register_weiger()
