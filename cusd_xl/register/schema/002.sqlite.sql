-- Payments read from a bank statement: one row per entry, told apart by the reference of the bank.

CREATE TABLE register_betaling (
  id INTEGER PRIMARY KEY,
  kenmerk TEXT NOT NULL UNIQUE,
  nummer TEXT NOT NULL REFERENCES register_document (nummer),
  datum TEXT NOT NULL CHECK (length(datum) = 10),
  bedrag INTEGER NOT NULL,
  vorige TEXT NOT NULL,
  keten TEXT NOT NULL UNIQUE
) STRICT

CREATE TRIGGER register_betaling_volgt BEFORE INSERT ON register_betaling
BEGIN
  SELECT RAISE(ABORT, 'register: id springt') WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM register_betaling);
  SELECT RAISE(ABORT, 'register: keten sluit niet aan') WHERE NEW.vorige IS NOT
    coalesce((SELECT keten FROM register_betaling WHERE id = NEW.id - 1), '');
  SELECT RAISE(ABORT, 'register: betaling bestaat al') WHERE EXISTS
    (SELECT 1 FROM register_betaling WHERE kenmerk = NEW.kenmerk OR keten = NEW.keten);
END

CREATE TRIGGER register_betaling_vast BEFORE UPDATE ON register_betaling
BEGIN
  SELECT RAISE(ABORT, 'register: een betaling verandert niet');
END

CREATE TRIGGER register_betaling_blijft BEFORE DELETE ON register_betaling
BEGIN
  SELECT RAISE(ABORT, 'register: een betaling blijft');
END
