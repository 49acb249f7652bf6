PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1 first');
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  as_of INTEGER NOT NULL,
  folder TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('decided', 'published')),
  rules TEXT NOT NULL
) STRICT;
INSERT INTO run VALUES(1,20758,'2026-11-01-001','published','da93ad952aacd2ec7a386e05a4710d114c1986ada266b2b1fe5d081cfaa47a4c');
CREATE TABLE extract (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  run INTEGER NOT NULL REFERENCES run(number)
) STRICT;
INSERT INTO extract VALUES(1,'30e2a2142adb46723c3028c3cb845b2a46f8eb950bd7366219052b1e19e96057','ae','one.csv',6,1);
CREATE TABLE attendance (
  number INTEGER PRIMARY KEY,
  provider_code TEXT NOT NULL,
  attendance_id TEXT NOT NULL,
  is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
  applicable INTEGER,
  person TEXT,
  arrival INTEGER,
  source TEXT,
  site_code TEXT,
  department_type TEXT,
  attendance_category TEXT,
  nhs_number TEXT,
  nhs_number_status TEXT,
  local_patient_id TEXT,
  family_name TEXT,
  given_name TEXT,
  birth_date TEXT,
  age_at_arrival TEXT,
  sex TEXT,
  address_line TEXT,
  postcode TEXT,
  gp_practice_code TEXT,
  chief_complaint TEXT,
  diagnosis TEXT,
  diagnosis_qualifier TEXT,
  injury_date TEXT,
  injury_time TEXT,
  injury_place TEXT,
  injury_intent TEXT,
  injury_activity TEXT,
  injury_mechanism TEXT,
  safeguarding_concern TEXT,
  discharge_status TEXT,
  discharge_destination TEXT,
  attendance_source TEXT,
  mobility TEXT,
  looked_after TEXT,
  child_protection_plan TEXT,
  death_date TEXT,
  withheld_identity_reason TEXT,
  preferred_language TEXT,
  unreadable TEXT,
  UNIQUE (provider_code, attendance_id),
  CHECK (is_deleted = 1 OR (person IS NOT NULL AND arrival IS NOT NULL))
) STRICT;
INSERT INTO attendance VALUES(1,'RZ9','A1',0,NULL,'nhs9990000018',29759640,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attendance VALUES(2,'RZ9','A2',0,NULL,'nhs9990000018',29772600,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attendance VALUES(3,'RZ9','A3',0,NULL,'nhs9990000018',29804280,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attendance VALUES(4,'RZ9','A4',0,NULL,'nhs9990000018',29886360,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attendance VALUES(5,'RZ9','B1',0,NULL,'nhs9990000026',29889240,'ae','RZ901','01','unplanned-first','9990000026','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','V81997',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attendance VALUES(6,'RZ9','B2',0,NULL,'nhs9990000034',29889300,'ae','RZ901','01','unplanned-first','9990000034','01',NULL,'Test-Larch','Robin','2009-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','V81997',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE rule_trigger (
  rule TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  provider_code TEXT NOT NULL,
  attendance_id TEXT NOT NULL,
  person TEXT NOT NULL,
  rule_class TEXT NOT NULL,
  arrival INTEGER NOT NULL,
  count INTEGER NOT NULL,
  window_from INTEGER NOT NULL,
  window_to INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  PRIMARY KEY (rule, arrival, provider_code, attendance_id),
  UNIQUE (rule, provider_code, attendance_id)
) STRICT, WITHOUT ROWID;
INSERT INTO rule_trigger VALUES('frequent-attender-4-in-6-months',1,'RZ9','A4','nhs9990000018','pattern',29886360,4,20571,20754,20758,1);
INSERT INTO rule_trigger VALUES('unregistered-with-gp',1,'RZ9','B1','nhs9990000026','administrative',29889240,1,20756,20756,20758,1);
INSERT INTO rule_trigger VALUES('unregistered-with-gp',1,'RZ9','B2','nhs9990000034','administrative',29889300,1,20756,20756,20758,1);
CREATE TABLE notification (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(number),
  rule TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  route TEXT NOT NULL,
  provider_code TEXT NOT NULL,
  attendance_id TEXT NOT NULL,
  arrival INTEGER NOT NULL,
  count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('told', 'held', 'late', 'baseline', 'cancelled', 'withdrawn', 'moved')),
  recipient TEXT NOT NULL,
  practice_code TEXT,
  document TEXT,
  nhs_number TEXT,
  ends_on INTEGER,
  replaces INTEGER REFERENCES notification(number),
  ended_run INTEGER REFERENCES run(number),
  outlives_rule INTEGER NOT NULL DEFAULT 0 CHECK (outlives_rule IN (0, 1))
) STRICT;
INSERT INTO notification VALUES(1,1,'frequent-attender-4-in-6-months',1,'alert frequent-attender','RZ9','A4',29886360,4,'told','icr',NULL,'dfe7af2130aa638560e496f8e43d3e9f','9990000018',21119,NULL,NULL,0);
INSERT INTO notification VALUES(2,1,'frequent-attender-4-in-6-months',1,'letter gp-frequent-attender','RZ9','A4',29886360,4,'told','registered-practice','Y99001','2026-11-01-001-L0001',NULL,NULL,NULL,NULL,0);
INSERT INTO notification VALUES(3,1,'unregistered-with-gp',1,'alert no-registered-gp','RZ9','B1',29889240,1,'told','icr',NULL,'04c25c72b003c6e2054b1fcb866a6c49','9990000026',21121,NULL,NULL,0);
INSERT INTO notification VALUES(4,1,'unregistered-with-gp',1,'letter parent-register-with-gp','RZ9','B1',29889240,1,'told','parent',NULL,'2026-11-01-001-L0002',NULL,NULL,NULL,NULL,0);
INSERT INTO notification VALUES(5,1,'unregistered-with-gp',1,'letter parent-register-with-gp','RZ9','B2',29889300,1,'held','parent',NULL,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO notification VALUES(6,1,'unregistered-with-gp',1,'alert no-registered-gp','RZ9','B2',29889300,1,'told','icr',NULL,'8e09bd08c096200cbe3824e52fb29df9','9990000034',21121,NULL,NULL,0);
CREATE TABLE worklist (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(number),
  kind TEXT NOT NULL,
  urgency TEXT NOT NULL CHECK (urgency IN ('urgent', 'routine')),
  rule TEXT,
  provider_code TEXT,
  attendance_id TEXT,
  reasons TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT;
INSERT INTO worklist VALUES(1,1,'parent-letter-held','routine','unregistered-with-gp','RZ9','B2','sixteen-or-over','open');
CREATE TABLE outbox (
  run INTEGER NOT NULL REFERENCES run(number),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox VALUES(1,'alerts/alerts.csv','5bdb95dffeebfda85f03f4004c709416e1b497e1517290fc4984ec3ed0f79343',NULL);
INSERT INTO outbox VALUES(1,'alerts/flags.ndjson','2a30e0bbd7e8955cfa1112f917f7314ef5da90397c0f3892c45fd4c4df0d87ee',NULL);
INSERT INTO outbox VALUES(1,'letters/parent/2026-11-01-001-L0002.html','9ca62696f75e60187c86b0a3f9b097b12eb9703c575fdfab2e4c2bdf79bd3394',NULL);
INSERT INTO outbox VALUES(1,'letters/practice/2026-11-01-001-L0001.html','7b8071cd2b71c8f370b8b7c8a65d515591d1c24e46ed45646339ee00506cccf7',NULL);
INSERT INTO outbox VALUES(1,'run.json','727d6e17ddc4c0ceb589ad3b544856e57d664925f8acacb0be7879655182097c',NULL);
INSERT INTO outbox VALUES(1,'triggers.csv','bf0ee808442a8110eda9e63101046de9e7dcfbe42fa17a75dc0206c875358a83',NULL);
INSERT INTO outbox VALUES(1,'worklist.csv','b7d53dfc144df0f3aac6e1b42b57b94cc7e3c5d8eeb5aac853ec40762f2b7775',NULL);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(number),
  entry TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO audit VALUES(1,1,'{"attendance_id":"A4","decision":"told","document":"dfe7af2130aa638560e496f8e43d3e9f","evidence":["RZ9 A1","RZ9 A2","RZ9 A3","RZ9 A4"],"provider_code":"RZ9","recipient":"icr","route":"alert frequent-attender","rule":"frequent-attender-4-in-6-months","version":1}','0000000000000000000000000000000000000000000000000000000000000000','67a82a1382bf509ab16603b17bf2c1dd29c876079b38907782c4d6fb6e9e29c1');
INSERT INTO audit VALUES(2,1,'{"attendance_id":"A4","decision":"told","document":"2026-11-01-001-L0001","evidence":["RZ9 A1","RZ9 A2","RZ9 A3","RZ9 A4"],"provider_code":"RZ9","recipient":"registered-practice","route":"letter gp-frequent-attender","rule":"frequent-attender-4-in-6-months","sha256":"7b8071cd2b71c8f370b8b7c8a65d515591d1c24e46ed45646339ee00506cccf7","version":1}','67a82a1382bf509ab16603b17bf2c1dd29c876079b38907782c4d6fb6e9e29c1','abe0ffddf2d02485e5c93a921fb282ebbbcac357454f988e04d0dfc3d979464c');
INSERT INTO audit VALUES(3,1,'{"attendance_id":"B1","decision":"told","document":"04c25c72b003c6e2054b1fcb866a6c49","evidence":["RZ9 B1"],"provider_code":"RZ9","recipient":"icr","route":"alert no-registered-gp","rule":"unregistered-with-gp","version":1}','abe0ffddf2d02485e5c93a921fb282ebbbcac357454f988e04d0dfc3d979464c','6a8025c1785f39d26ec4b7b0b3e545ebf8d69e23683584d537d10e825ed97b47');
INSERT INTO audit VALUES(4,1,'{"attendance_id":"B1","decision":"told","document":"2026-11-01-001-L0002","evidence":["RZ9 B1"],"provider_code":"RZ9","recipient":"parent","route":"letter parent-register-with-gp","rule":"unregistered-with-gp","sha256":"9ca62696f75e60187c86b0a3f9b097b12eb9703c575fdfab2e4c2bdf79bd3394","version":1}','6a8025c1785f39d26ec4b7b0b3e545ebf8d69e23683584d537d10e825ed97b47','ea8dac245cfb8634c67e94a706c9bf60ddbfe88cc6da4a244d1502b796a31fcf');
INSERT INTO audit VALUES(5,1,'{"attendance_id":"B2","decision":"held","evidence":["RZ9 B2"],"provider_code":"RZ9","reasons":["sixteen-or-over"],"recipient":"parent","route":"letter parent-register-with-gp","rule":"unregistered-with-gp","version":1}','ea8dac245cfb8634c67e94a706c9bf60ddbfe88cc6da4a244d1502b796a31fcf','39dce4df2bee0baa2f553dd56e7f877b4ba1318116891229bad95817ddb61812');
INSERT INTO audit VALUES(6,1,'{"attendance_id":"B2","decision":"told","document":"8e09bd08c096200cbe3824e52fb29df9","evidence":["RZ9 B2"],"provider_code":"RZ9","recipient":"icr","route":"alert no-registered-gp","rule":"unregistered-with-gp","version":1}','39dce4df2bee0baa2f553dd56e7f877b4ba1318116891229bad95817ddb61812','627736b876cdecc7bfe2fe9c6e49d9cdb3c840bf23b377d97ffbed3cae5a3d25');
CREATE INDEX attendance_person ON attendance (person);
CREATE INDEX attendance_local ON attendance (local_patient_id, provider_code)
  WHERE local_patient_id IS NOT NULL;
CREATE INDEX rule_trigger_person ON rule_trigger (person);
CREATE UNIQUE INDEX notification_once ON notification
  (rule, route, provider_code, attendance_id)
  WHERE state IN ('told', 'held', 'late', 'baseline');
CREATE INDEX notification_attendance ON notification (provider_code, attendance_id);
CREATE INDEX notification_ends ON notification (ends_on)
  WHERE ends_on IS NOT NULL AND ended_run IS NULL;
CREATE INDEX worklist_attendance ON worklist (provider_code, attendance_id, kind);
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
COMMIT;
