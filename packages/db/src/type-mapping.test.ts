import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, integer, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, embedding, json, moment } from './column-types.ts';
import type { Database } from './database.ts';
import { createBackends } from './test-backends.ts';

const values = pgTable('all_types', {
  text: text('text'),
  flag: boolean('flag'),
  small: integer('small'),
  count: bigint('count', { mode: 'number' }),
  huge: bigint('huge', { mode: 'bigint' }),
  money: numeric('money', { precision: 20, scale: 8 }),
  ratio: doublePrecision('ratio'),
  at: moment('at'),
  date: timestamp('date', { withTimezone: true, mode: 'date' }),
  data: json<unknown>('data'),
  raw: bytes('raw'),
  tags: text('tags').array(),
  numbers: integer('numbers').array(),
  moments: moment('moments').array(),
});

const tableText = `create table all_types (text text, flag boolean, small integer, count bigint, huge bigint, money numeric(20, 8),
  ratio double precision, at timestamptz(3), date timestamptz, data jsonb, raw bytea, tags text[], numbers integer[], moments timestamptz(3)[])`;

const sample = {
  text: 'Zürich "quoted" \\ back\nline 日本',
  flag: true,
  small: -7,
  count: Number.MAX_SAFE_INTEGER,
  huge: 9_223_372_036_854_775_807n,
  money: '12345678.00000001',
  ratio: 0.1,
  at: '2026-02-03T04:05:06.070Z',
  date: new Date('2026-02-03T04:05:06.070Z'),
  data: { list: [1, 'two', null], nested: { yes: true } },
  raw: Buffer.from([0, 1, 127, 128, 255, 92]),
  tags: ['plain', 'with "quote"', 'back\\slash', 'comma, and {brace}', '', 'NULL'],
  numbers: [1, -2, 3],
  moments: ['2026-02-03T04:05:06.070Z', '1999-12-31T23:59:59.000Z'],
};

const rawText = `select 'x'::text as a, true as b, 1::int2 as c, 2::int4 as d, 3::int8 as e, 9007199254740993::int8 as f, 1.50::numeric as g,
  0.1::float8 as h, '1.5'::float4 as i, date '2026-01-02' as j, timestamp '2026-01-02 03:04:05.6' as k, timestamptz '2026-01-02 03:04:05+02' as l,
  timestamptz '2026-01-02 03:04:05.123456+00' as m, '{"a":[1,"2"]}'::jsonb as n, '"text"'::jsonb as o, 'null'::jsonb as p, '\\x00ff'::bytea as q,
  array['a', null, 'c,"d']::text[] as r, array[1, null]::int8[] as s, array[[1,2],[3,4]]::int4[] as t, array['{"x":1}']::jsonb[] as u, null::text as v,
  '00000000-0000-0000-0000-00000000000a'::uuid as w, interval '1 day 2 hours' as x, array[1.5]::numeric[] as y, 'infinity'::timestamptz as z,
  array[timestamptz '2026-01-02 00:00:00+00'] as aa, array['\\x00ff'::bytea] as ab, time '01:02:03' as ac, 5::oid as ad, count(*) as ae`;

const rawExpected = {
  a: 'x',
  b: true,
  c: 1,
  d: 2,
  e: 3,
  f: 9_007_199_254_740_993n,
  g: '1.50',
  h: 0.1,
  i: 1.5,
  j: '2026-01-02',
  k: '2026-01-02 03:04:05.6',
  l: '2026-01-02T01:04:05.000Z',
  m: '2026-01-02T03:04:05.123456Z',
  n: { a: [1, '2'] },
  o: 'text',
  p: null,
  q: Buffer.from([0, 255]),
  r: ['a', null, 'c,"d'],
  s: [1, null],
  t: [
    [1, 2],
    [3, 4],
  ],
  u: [{ x: 1 }],
  v: null,
  w: '00000000-0000-0000-0000-00000000000a',
  x: '1 day 02:00:00',
  y: ['1.5'],
  z: 'infinity',
  aa: ['2026-01-02T00:00:00.000Z'],
  ab: [Buffer.from([0, 255])],
  ac: '01:02:03',
  ad: 5,
  ae: 1,
};

describe.each(createBackends())('types on $name', (backend) => {
  describe.skipIf(!backend.installed)('(skipped where PostgreSQL is not installed)', () => {
    let database: Database;
    beforeAll(async () => {
      await backend.start();
      database = await backend.open();
      await database.withConnection(async (connection) => {
        await connection.exec(
          `${tableText}; create role agentforge_system; grant all on all_types to agentforge_system`,
        );
      });
    }, 60_000);
    afterAll(async () => {
      await database.close();
      await backend.stop();
    }, 30_000);

    it('gives back through the query builder what was put in', async () => {
      const [row] = await database.withSystem('test', async (tx) => {
        await tx.orm.insert(values).values(sample);
        return tx.orm.select().from(values);
      });
      expect(row).toEqual(sample);
    });

    it('keeps JSON values that look like JSON text', async () => {
      for (const data of ['text', '5', '{"not":"parsed"}', 5, false, [], ['a'], { a: null }]) {
        const [row] = await database.withSystem('test', (tx) =>
          tx.orm.insert(values).values({ data }).returning({ data: values.data }),
        );
        expect(row?.data).toEqual(data);
      }
    });

    it('reads raw SQL alike on both databases, in either row mode', async () => {
      const { rows } = await database.withSystem('test', (tx) => tx.query(rawText));
      expect(rows).toEqual([rawExpected]);
      const arrays = await database.withSystem('test', (tx) => tx.query(rawText, [], { rowMode: 'array' }));
      expect(arrays.rows).toEqual([Object.values(rawExpected)]);
    });

    it('encodes raw parameters alike', async () => {
      const text = `select $1::text as a, $2::int4 as b, $3::boolean as c, $4::jsonb as d, $5::bytea as e, $6::timestamptz as f, $7::text[] as g,
        $8::text as h, $9::int8 as i, $10::text as j, $11::int4[] as k, $12::bytea[] as l, $13::text[] as m`;
      const params = [
        'x',
        1,
        false,
        { a: 1 },
        new Uint8Array([1, 2]),
        new Date(0),
        ['a"', null, '\\'],
        null,
        2n ** 60n,
        undefined,
        [[1], [2]],
        [Buffer.from([255])],
        [],
      ];
      const { rows } = await database.withSystem('test', (tx) => tx.query(text, params));
      expect(rows).toEqual([
        {
          a: 'x',
          b: 1,
          c: false,
          d: { a: 1 },
          e: Buffer.from([1, 2]),
          f: '1970-01-01T00:00:00.000Z',
          g: ['a"', null, '\\'],
          h: null,
          i: 2n ** 60n,
          j: null,
          k: [[1], [2]],
          l: [Buffer.from([255])],
          m: [],
        },
      ]);
    });

    it('counts rows and names commands', async () => {
      const { inserted, changed, made } = await database.withSystem('test', async (tx) => ({
        inserted: await tx.query("insert into all_types (text) values ('p'), ('q')"),
        changed: await tx.query("update all_types set small = 1 where text in ('p', 'q')"),
        made: await tx.query('create temporary table t on commit drop as select 1 as x'),
      }));
      expect([inserted.rowCount, inserted.command, inserted.rows]).toEqual([2, 'INSERT', []]);
      expect([changed.rowCount, changed.command]).toEqual([2, 'UPDATE']);
      expect(made.rows).toEqual([]);
    });

    it('answers sql expressions of the query builder as values', async () => {
      const [row] = await database.withSystem('test', (tx) =>
        tx.orm.select({ n: sql<number>`count(*)`, last: sql<string>`max(${values.at})` }).from(values),
      );
      expect(row).toEqual({ n: expect.any(Number), last: '2026-02-03T04:05:06.070Z' });
    });

    it('carries an answer of several megabytes', async () => {
      const { rows } = await database.withSystem('test', (tx) =>
        tx.query<{ x: string }>("select repeat('ä', 4000000) as x"),
      );
      expect(rows[0]?.x.length).toBe(4_000_000);
    });
  });
});

describe('vectors on PGlite', () => {
  it('come and go as number arrays', async () => {
    const [backend] = createBackends();
    const database = await backend?.open();
    const table = pgTable('points', { at: embedding('at', 3) });
    await database?.withConnection((connection) =>
      connection.exec(
        'create extension vector; create table points (at vector(3)); create role agentforge_system; grant all on points to agentforge_system',
      ),
    );
    const rows = await database?.withSystem('test', async (tx) => {
      await tx.orm.insert(table).values({ at: [1, -2.5, 0] });
      return tx.orm.select().from(table);
    });
    expect(rows).toEqual([{ at: [1, -2.5, 0] }]);
    await database?.close();
  }, 60_000);
});
