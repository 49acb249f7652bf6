PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
  unreadable TEXT, extract INTEGER REFERENCES extract(number), purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1)),
  UNIQUE (provider_code, attendance_id),
  CHECK (is_deleted = 1 OR (person IS NOT NULL AND arrival IS NOT NULL))
) STRICT;
INSERT INTO "attendance" VALUES(1,'RZ9','A1',0,NULL,'nhs9990000018',29759640,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "attendance" VALUES(2,'RZ9','A2',0,NULL,'nhs9990000018',29772600,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "attendance" VALUES(3,'RZ9','A3',0,NULL,'nhs9990000018',29804280,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "attendance" VALUES(4,'RZ9','A4',0,NULL,'nhs9990000018',29886360,'ae','RZ901','01','unplanned-first','9990000018','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','Y99001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "attendance" VALUES(5,'RZ9','B1',0,NULL,'nhs9990000026',29889240,'ae','RZ901','01','unplanned-first','9990000026','01',NULL,'Test-Larch','Robin','2018-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','V81997',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
INSERT INTO "attendance" VALUES(6,'RZ9','B2',0,NULL,'nhs9990000034',29889240,'ae','RZ901','01','unplanned-first','9990000034','01',NULL,'Test-Larch','Robin','2009-03-02',NULL,'1','1 Invented RoadSampletown','XX1 9ZZ','V81997',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0);
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(number),
  entry TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "audit" VALUES(1,1,'{"attendance_id":"A4","decision":"told","document":"dfe7af2130aa638560e496f8e43d3e9f","evidence":["RZ9 A1","RZ9 A2","RZ9 A3","RZ9 A4"],"provider_code":"RZ9","recipient":"icr","route":"alert frequent-attender","rule":"frequent-attender-4-in-6-months","sha256":"e3a050a7d2775d9de01724b0ef8a322af98d31f14a79184d259ec0f6cab47d7c","version":1}','0000000000000000000000000000000000000000000000000000000000000000','63e659d30509d9d888f9b98a962dcd2e066f9321021c314e536906aa85ce8252');
INSERT INTO "audit" VALUES(2,1,'{"attendance_id":"A4","decision":"told","document":"2026-11-01-001-L0001","evidence":["RZ9 A1","RZ9 A2","RZ9 A3","RZ9 A4"],"provider_code":"RZ9","recipient":"registered-practice","route":"letter gp-frequent-attender","rule":"frequent-attender-4-in-6-months","sha256":"ee744defdeffeb7be6dd460db409ff303bc794c21f4f3fe3d1c24d6828b391dc","version":1}','63e659d30509d9d888f9b98a962dcd2e066f9321021c314e536906aa85ce8252','43399b098aaacc4cc7d26df94411a0744695a2efd96df0239001ad0c73da9970');
INSERT INTO "audit" VALUES(3,1,'{"attendance_id":"B1","decision":"told","document":"04c25c72b003c6e2054b1fcb866a6c49","evidence":["RZ9 B1"],"provider_code":"RZ9","recipient":"icr","route":"alert no-registered-gp","rule":"unregistered-with-gp","sha256":"9bf304eeb6abf9e7db5810af11b86fe146b163254bb9cc3c1fb71c1d1ff8c375","version":1}','43399b098aaacc4cc7d26df94411a0744695a2efd96df0239001ad0c73da9970','d86f9ea0f55e1267eb2c35994dfa8b59e09f8ef1c8459e2766134dee0404f338');
INSERT INTO "audit" VALUES(4,1,'{"attendance_id":"B1","decision":"told","document":"2026-11-01-001-L0002","evidence":["RZ9 B1"],"provider_code":"RZ9","recipient":"parent","route":"letter parent-register-with-gp","rule":"unregistered-with-gp","sha256":"bf488cc664253400057f37f1e60959207632fb07e2936e942e263d9b1f8bc7fe","version":1}','d86f9ea0f55e1267eb2c35994dfa8b59e09f8ef1c8459e2766134dee0404f338','7f803c1b835e24324dd3298d98cff9eaa46a13d70f8ded3133635e69a526a2d8');
INSERT INTO "audit" VALUES(5,1,'{"attendance_id":"B2","decision":"held","evidence":["RZ9 B2"],"provider_code":"RZ9","reasons":["sixteen-or-over"],"recipient":"parent","route":"letter parent-register-with-gp","rule":"unregistered-with-gp","version":1}','7f803c1b835e24324dd3298d98cff9eaa46a13d70f8ded3133635e69a526a2d8','ca1b7d5d72f0812421065dc6190f13f133e779d7cbad0c79e1466c922b0c7311');
INSERT INTO "audit" VALUES(6,1,'{"attendance_id":"B2","decision":"told","document":"8e09bd08c096200cbe3824e52fb29df9","evidence":["RZ9 B2"],"provider_code":"RZ9","recipient":"icr","route":"alert no-registered-gp","rule":"unregistered-with-gp","sha256":"f807e7762b232d505648e05a2ee26b8516f76c3639b58131aecf68ab7e77149e","version":1}','ca1b7d5d72f0812421065dc6190f13f133e779d7cbad0c79e1466c922b0c7311','c8a15f2201a5246ee01bae50258e4c9e74b889626cdbe5acf7057c52518db3e4');
INSERT INTO "audit" VALUES(7,1,'{"decision":"documents","document":"2026-11-01-001","sha256":"95bb89842956ee67e52722fefc992012de9ac83c21e47e9e98c57e02e9d6fedc"}','c8a15f2201a5246ee01bae50258e4c9e74b889626cdbe5acf7057c52518db3e4','a8f86edeaf7aaa3c05e05ebcbaa88b4ffe3d7db97c680aa10eed0f5b929b7220');
CREATE TABLE delivery (
  name TEXT PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run(number),
  path TEXT NOT NULL,
  document TEXT,
  channel TEXT NOT NULL,
  control TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'staged', 'dropped', 'sent', 'acknowledged', 'undeliverable')),
  dropped_on INTEGER,
  message_id TEXT,
  status_code TEXT,
  is_overdue INTEGER NOT NULL DEFAULT 0 CHECK (is_overdue IN (0, 1)),
  UNIQUE (run, path),
  CHECK ((control IS NOT NULL) = (state IN ('waiting', 'staged'))),
  CHECK ((dropped_on IS NULL) = (state IN ('waiting', 'staged')))
) STRICT, WITHOUT ROWID;
CREATE TABLE extract (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  run INTEGER NOT NULL REFERENCES run(number)
, read_as_of INTEGER, due INTEGER, is_mended INTEGER NOT NULL DEFAULT 0 CHECK (is_mended IN (0, 1)), is_nil INTEGER NOT NULL DEFAULT 0 CHECK (is_nil IN (0, 1))) STRICT;
INSERT INTO "extract" VALUES(1,'f9ab01cbf94aa44b4e901a76f7694c030f1be0027330ca4c4e3d999f0cd5fafb','ae','one.csv',6,1,20758,NULL,0,0);
CREATE TABLE extract_site (
  extract INTEGER NOT NULL REFERENCES extract(number),
  site_code TEXT NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0),
  PRIMARY KEY (extract, site_code)
) STRICT, WITHOUT ROWID;
INSERT INTO "extract_site" VALUES(1,'RZ901',6);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 first');
INSERT INTO "grdb_migrations" VALUES('2 feeds');
INSERT INTO "grdb_migrations" VALUES('3 worklist');
INSERT INTO "grdb_migrations" VALUES('4 delivery');
INSERT INTO "grdb_migrations" VALUES('5 trigger days');
INSERT INTO "grdb_migrations" VALUES('6 indexes');
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
, told_patient TEXT) STRICT;
INSERT INTO "notification" VALUES(1,1,'frequent-attender-4-in-6-months',1,'alert frequent-attender','RZ9','A4',29886360,4,'told','icr',NULL,'dfe7af2130aa638560e496f8e43d3e9f','9990000018',21119,NULL,NULL,0,'nhs_number9990000018nhs_number_status01family_nameTest-Larchgiven_nameRobinbirth_date2018-03-02sex1address_line1 Invented Roadaddress_lineSampletownpostcodeXX1 9ZZ');
INSERT INTO "notification" VALUES(2,1,'frequent-attender-4-in-6-months',1,'letter gp-frequent-attender','RZ9','A4',29886360,4,'told','registered-practice','Y99001','2026-11-01-001-L0001','9990000018',NULL,NULL,NULL,0,'nhs_number9990000018nhs_number_status01family_nameTest-Larchgiven_nameRobinbirth_date2018-03-02sex1address_line1 Invented Roadaddress_lineSampletownpostcodeXX1 9ZZ');
INSERT INTO "notification" VALUES(3,1,'unregistered-with-gp',1,'alert no-registered-gp','RZ9','B1',29889240,1,'told','icr',NULL,'04c25c72b003c6e2054b1fcb866a6c49','9990000026',21121,NULL,NULL,0,'nhs_number9990000026nhs_number_status01family_nameTest-Larchgiven_nameRobinbirth_date2018-03-02sex1address_line1 Invented Roadaddress_lineSampletownpostcodeXX1 9ZZ');
INSERT INTO "notification" VALUES(4,1,'unregistered-with-gp',1,'letter parent-register-with-gp','RZ9','B1',29889240,1,'told','parent',NULL,'2026-11-01-001-L0002','9990000026',NULL,NULL,NULL,0,'nhs_number9990000026nhs_number_status01family_nameTest-Larchgiven_nameRobinbirth_date2018-03-02sex1address_line1 Invented Roadaddress_lineSampletownpostcodeXX1 9ZZ');
INSERT INTO "notification" VALUES(5,1,'unregistered-with-gp',1,'letter parent-register-with-gp','RZ9','B2',29889240,1,'held','parent',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO "notification" VALUES(6,1,'unregistered-with-gp',1,'alert no-registered-gp','RZ9','B2',29889240,1,'told','icr',NULL,'8e09bd08c096200cbe3824e52fb29df9','9990000034',21121,NULL,NULL,0,'nhs_number9990000034nhs_number_status01family_nameTest-Larchgiven_nameRobinbirth_date2009-03-02sex1address_line1 Invented Roadaddress_lineSampletownpostcodeXX1 9ZZ');
CREATE TABLE outbox (
  run INTEGER NOT NULL REFERENCES run(number),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB, with_triggers INTEGER NOT NULL DEFAULT 0
  CHECK (with_triggers IN (0, 1)),
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "outbox" VALUES(1,'alerts/alerts.csv','6b5184e667380ca5085595bf2e226126fc5640b7f178b1cb1354d9844e61da72',NULL,0);
INSERT INTO "outbox" VALUES(1,'alerts/flags-bundle.json','2d99aa717a40c4cbb2cfcea2712ab25276a81695ab17c46d7f71acbaac5c8455',NULL,0);
INSERT INTO "outbox" VALUES(1,'alerts/flags.ndjson','2a30e0bbd7e8955cfa1112f917f7314ef5da90397c0f3892c45fd4c4df0d87ee',NULL,0);
INSERT INTO "outbox" VALUES(1,'letters/parent/2026-11-01-001-L0002.html','bf488cc664253400057f37f1e60959207632fb07e2936e942e263d9b1f8bc7fe',NULL,0);
INSERT INTO "outbox" VALUES(1,'letters/practice/2026-11-01-001-L0001.html','ee744defdeffeb7be6dd460db409ff303bc794c21f4f3fe3d1c24d6828b391dc',NULL,0);
INSERT INTO "outbox" VALUES(1,'run.json','5d07a29776a8a7466d95f642e105d92786d9605dad05e34470335a75190b98c9',NULL,0);
INSERT INTO "outbox" VALUES(1,'triggers.csv','f5dcc9e062480b47ab7ae8f92c1bd402791e1910217be7a2ca46e2ca8d1eb1e2',NULL,1);
INSERT INTO "outbox" VALUES(1,'worklist.csv','b7d53dfc144df0f3aac6e1b42b57b94cc7e3c5d8eeb5aac853ec40762f2b7775',NULL,0);
CREATE TABLE pause (
  number INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  provider_code TEXT NOT NULL,
  attendance_id TEXT NOT NULL,
  until INTEGER NOT NULL,
  paused_by TEXT NOT NULL CHECK (paused_by <> ''),
  paused_because TEXT NOT NULL CHECK (paused_because <> ''),
  paused_on INTEGER NOT NULL,
  ended_on INTEGER
) STRICT;
CREATE TABLE retention (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  horizon INTEGER NOT NULL
) STRICT;
CREATE TABLE rule_route (
  rule TEXT NOT NULL,
  route TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (rule, route)
) STRICT, WITHOUT ROWID;
INSERT INTO "rule_route" VALUES('frequent-attender-4-in-6-months','alert frequent-attender',20758);
INSERT INTO "rule_route" VALUES('frequent-attender-4-in-6-months','letter gp-frequent-attender',20758);
INSERT INTO "rule_route" VALUES('frequent-attender-6-in-12-months','alert frequent-attender',20758);
INSERT INTO "rule_route" VALUES('frequent-attender-6-in-12-months','letter gp-frequent-attender',20758);
INSERT INTO "rule_route" VALUES('non-mobile-baby-bruising','alert safeguarding-concern',20758);
INSERT INTO "rule_route" VALUES('non-mobile-baby-bruising','letter gp-non-mobile-bruising',20758);
INSERT INTO "rule_route" VALUES('non-mobile-baby-bruising','worklist urgent',20758);
INSERT INTO "rule_route" VALUES('previous-injuries','alert previous-injuries',20758);
INSERT INTO "rule_route" VALUES('unregistered-with-gp','alert no-registered-gp',20758);
INSERT INTO "rule_route" VALUES('unregistered-with-gp','letter parent-register-with-gp',20758);
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
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)), again TEXT,
  PRIMARY KEY (rule, arrival, provider_code, attendance_id),
  UNIQUE (rule, provider_code, attendance_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "rule_trigger" VALUES('frequent-attender-4-in-6-months',1,'RZ9','A4','nhs9990000018','pattern',29886360,4,20571,20754,20758,1,'6 months; 4 more');
INSERT INTO "rule_trigger" VALUES('unregistered-with-gp',1,'RZ9','B1','nhs9990000026','administrative',29889240,1,20756,20756,20758,1,'3 months');
INSERT INTO "rule_trigger" VALUES('unregistered-with-gp',1,'RZ9','B2','nhs9990000034','administrative',29889240,1,20756,20756,20758,1,'3 months');
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  as_of INTEGER NOT NULL,
  folder TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('decided', 'published')),
  rules TEXT NOT NULL
) STRICT;
INSERT INTO "run" VALUES(1,20758,'2026-11-01-001','published','da93ad952aacd2ec7a386e05a4710d114c1986ada266b2b1fe5d081cfaa47a4c
frequent-attender-4-in-6-months 1 eaf1faa6bd814781883b2b27d057f267185d21e583783e301a8b1896f2fa289e
frequent-attender-6-in-12-months 1 73e10bb2230d8dbdf2ab9308eaffd47834b689482db58d53f09bb61bb3164af2
non-mobile-baby-bruising 1 43a07bbc6887f55ff941b4d13da82ff40053bfacdb49da302ac2e4132657690a
previous-injuries 1 f08fc4146b2a2da69f6fc690239f8fb3297d0531e2ffd2ca8a3ac7a16e85e833
unregistered-with-gp 1 554d03e6a1517f0640eaf803bae440918ad56b736228a449041dd518f70a37e1');
CREATE TABLE sighting (
  extract INTEGER NOT NULL REFERENCES extract(number),
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  first_run INTEGER NOT NULL REFERENCES run(number),
  last_run INTEGER NOT NULL REFERENCES run(number),
  PRIMARY KEY (extract, source, file)
) STRICT, WITHOUT ROWID;
INSERT INTO "sighting" VALUES(1,'ae','one.csv',1,1);
CREATE TABLE superseded_number (
  old TEXT PRIMARY KEY,
  resolved TEXT NOT NULL CHECK (resolved <> old),
  since INTEGER NOT NULL REFERENCES run(number)
) STRICT, WITHOUT ROWID;
CREATE TABLE trigger_day (
  rule TEXT NOT NULL,
  day INTEGER NOT NULL,
  lines BLOB,
  PRIMARY KEY (rule, day)
) STRICT, WITHOUT ROWID;
INSERT INTO "trigger_day" VALUES('frequent-attender-4-in-6-months',20754,X'6672657175656E742D617474656E6465722D342D696E2D362D6D6F6E7468732C312C525A392C41342C323032362D31302D32382C31303A30302C342C323032362D30342D32382C323032362D31302D32380A');
INSERT INTO "trigger_day" VALUES('unregistered-with-gp',20756,X'756E726567697374657265642D776974682D67702C312C525A392C42312C323032362D31302D33302C31303A30302C312C323032362D31302D33302C323032362D31302D33300A756E726567697374657265642D776974682D67702C312C525A392C42322C323032362D31302D33302C31303A30302C312C323032362D31302D33302C323032362D31302D33300A');
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
, subject TEXT, route TEXT, handling TEXT
  CHECK (handling IN ('acknowledged', 'dismissed', 'released')), handled_by TEXT, handled_because TEXT, handled_on INTEGER) STRICT;
INSERT INTO "worklist" VALUES(1,1,'parent-letter-held','routine','unregistered-with-gp','RZ9','B2','sixteen-or-over','open',NULL,'letter parent-register-with-gp',NULL,NULL,NULL,NULL);
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
CREATE INDEX extract_source ON extract (source, run);
CREATE INDEX worklist_subject ON worklist (subject, kind) WHERE subject IS NOT NULL;
CREATE INDEX worklist_open ON worklist (kind) WHERE state = 'open';
CREATE INDEX worklist_released ON worklist (number)
  WHERE handling = 'released' AND state = 'open';
CREATE INDEX pause_person ON pause (person);
CREATE INDEX pause_attendance ON pause (provider_code, attendance_id);
CREATE INDEX run_as_of ON run (as_of);
CREATE INDEX run_decided ON run (number) WHERE state = 'decided';
CREATE INDEX delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX notification_document ON notification (document) WHERE document IS NOT NULL;
CREATE INDEX notification_run ON notification (run);
CREATE INDEX trigger_day_changed ON trigger_day (rule, day) WHERE lines IS NULL;
CREATE TRIGGER rule_trigger_added AFTER INSERT ON rule_trigger BEGIN
  INSERT INTO trigger_day VALUES (NEW.rule, (NEW.arrival - (NEW.arrival % 1440 + 1440) % 1440) / 1440, NULL)
    ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
END;
CREATE TRIGGER rule_trigger_changed
  AFTER UPDATE OF rule, rule_version, provider_code, attendance_id, arrival, count,
    window_from, window_to, holds ON rule_trigger BEGIN
  INSERT INTO trigger_day VALUES (OLD.rule, (OLD.arrival - (OLD.arrival % 1440 + 1440) % 1440) / 1440, NULL)
    ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
  INSERT INTO trigger_day VALUES (NEW.rule, (NEW.arrival - (NEW.arrival % 1440 + 1440) % 1440) / 1440, NULL)
    ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
END;
CREATE TRIGGER rule_trigger_removed AFTER DELETE ON rule_trigger BEGIN
  INSERT INTO trigger_day VALUES (OLD.rule, (OLD.arrival - (OLD.arrival % 1440 + 1440) % 1440) / 1440, NULL)
    ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
END;
CREATE INDEX rule_trigger_attendance ON rule_trigger (provider_code, attendance_id);
CREATE INDEX notification_replaces ON notification (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX delivery_state ON delivery (state, channel);
CREATE INDEX sighting_first ON sighting (first_run);
CREATE INDEX audit_run ON audit (run);
CREATE INDEX worklist_run ON worklist (run, kind);
CREATE INDEX attendance_person ON attendance (person);
CREATE INDEX attendance_local ON attendance (local_patient_id, provider_code)
  WHERE local_patient_id IS NOT NULL;
CREATE INDEX attendance_arrival ON attendance (arrival)
  WHERE purged = 0 AND arrival IS NOT NULL;
COMMIT;
