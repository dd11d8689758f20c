-- SPDX-License-Identifier: Apache-2.0
-- From the simulator's 1,000 machines 50,000, for PageReader; with Derby's ij while the platform is stopped.
insert into core.asset
  (id, revision, tenant_id, site_id, agent_id, name, name_key, kind, state, os, serial, cpus, memory_bytes,
   search_text, seen_at, online, created_at)
select substr(char(100 + n.n), 1, 3) || substr(a.id, 4), 1, a.tenant_id, a.site_id, cast(null as varchar(36)),
  trim(char(n.n)) || '-' || a.name, trim(char(n.n)) || '-' || a.name_key, a.kind, a.state, a.os, a.serial, a.cpus,
  a.memory_bytes, trim(char(n.n)) || '-' || a.search_text, a.seen_at, false, a.created_at
from core.asset a
cross join (select row_number() over () as n from core.asset fetch first 49 rows only) n;
select count(*) from core.asset;
