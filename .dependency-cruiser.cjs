/**
 * Who may import whom: the arrows of docs/architecture.md. A rule names what it keeps apart; everything else is allowed.
 */
const { readdirSync } = require('node:fs');

const modules = '^apps/server/src/modules/';
const room = `${modules}([^/]+)/`;
const tests = '\\.(test|spec)\\.tsx?$|(^|/)(testing|fixtures|test-backends)(/|\\.ts$)';
const listeners = ['analytics', 'notifications', 'audit-trail', 'dashboard'];

/** Rooms from the ground up; a room may use the doors of lower layers only, so rooms cannot form a cycle. */
const layers = [
  ['tenants'],
  ['identity', 'access', 'settings'],
  ['models', 'router', 'tools', 'knowledge', 'ingestion'],
  ['agents', 'drafting', 'approvals', 'budgets', 'memory'],
  ['runs'],
  ['chat', 'traces'],
  ['channels', 'schedules', 'triggers', 'evaluations', 'lab'],
];

/** Within a layer: the one direction that is allowed. */
const besides = {
  approvals: ['agents'],
  drafting: ['agents'],
  tools: ['knowledge'],
  router: ['models'],
  ingestion: ['knowledge'],
  identity: ['access'],
};

const placed = new Set([...layers.flat(), ...listeners]);
const unplaced = readdirSync(`${__dirname}/apps/server/src/modules`).filter((name) => !placed.has(name));
if (unplaced.length > 0)
  throw new Error(`Give ${unplaced.join(', ')} a place in the layers of .dependency-cruiser.cjs.`);

const any = (names) => `${modules}(${names.join('|')})/`;

const layerRules = layers.flatMap((names, height) => {
  const upper = layers.slice(height + 1).flat();
  return names.map((name) => {
    const siblings = names.filter((other) => other !== name && !(besides[name] ?? []).includes(other));
    return {
      name: `${name}-uses-lower-rooms`,
      comment:
        'channels, schedules, evaluations > chat > runs > agents > tools, knowledge, models > access, identity, tenants',
      severity: 'error',
      from: { path: any([name]), pathNot: tests },
      to: { path: any([...upper, ...siblings, 'no-such-room']) },
    };
  });
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'of values; types are gone at run time',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(apps|packages|plugins)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'rooms-by-the-front-door',
      comment: 'import a sibling room only through its index.ts',
      severity: 'error',
      from: { path: room },
      to: { path: `${room}(?!index\\.ts$)`, pathNot: `${modules}$1/` },
    },
    {
      name: 'outsiders-by-the-front-door',
      comment: 'composition, roles and platform see only doors',
      severity: 'error',
      from: { path: '^apps/server/', pathNot: `${modules}|${tests}` },
      to: { path: `${room}(?!index\\.ts$)`, pathNot: '\\.tables\\.ts$' },
    },
    ...layerRules,
    {
      name: 'listeners-are-not-called',
      comment: 'they hear events; nobody imports them',
      severity: 'error',
      from: { path: room, pathNot: tests },
      to: { path: any(listeners), pathNot: `${modules}$1/` },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^apps/server/src/platform/', pathNot: tests },
      to: { path: '^apps/server/src/(modules|composition|roles)/' },
    },
    {
      name: 'only-composition-wires',
      severity: 'error',
      from: {
        path: '^apps/server/src/',
        pathNot: `^apps/server/src/(composition|roles)/|^apps/server/src/main\\.ts$|${tests}`,
      },
      to: { path: '^(apps/server/src/(composition|roles)/|plugins/)' },
    },
    {
      name: 'db-only-in-repositories',
      severity: 'error',
      from: { path: modules, pathNot: `(\\.repository|\\.tables)\\.ts$|${tests}` },
      to: { path: '^(packages/db/|node_modules/(drizzle-orm|pg|postgres)/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kernel-is-the-floor',
      severity: 'error',
      from: { path: '^packages/kernel/', pathNot: tests },
      to: { path: '^(apps|packages|plugins|node_modules)/', pathNot: '^packages/kernel/' },
    },
    {
      name: 'contracts-know-kernel-only',
      severity: 'error',
      from: { path: '^packages/contracts/' },
      to: { path: '^(apps|packages|plugins)/', pathNot: '^packages/(contracts|kernel)/' },
    },
    {
      name: 'contracts-are-browser-safe',
      severity: 'error',
      from: { path: '^packages/(contracts|client|ui)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-knows-contracts-only',
      severity: 'error',
      from: { path: '^packages/client/', pathNot: tests },
      to: { path: '^(apps|packages|plugins)/', pathNot: '^packages/(client|contracts|kernel)/' },
    },
    {
      name: 'kit-knows-kernel-only',
      severity: 'error',
      from: { path: '^packages/plugin-kit/' },
      to: { path: '^(apps|packages|plugins)/', pathNot: '^packages/(plugin-kit|kernel)/' },
    },
    {
      name: 'engine-and-rag-are-pure',
      comment: 'they know ports only',
      severity: 'error',
      from: { path: '^packages/(agent-engine|rag)/' },
      to: { path: '^(apps|plugins|packages)/', pathNot: '^packages/($1|plugin-kit|kernel)/' },
    },
    {
      name: 'db-knows-kernel-only',
      severity: 'error',
      from: { path: '^packages/db/' },
      to: { path: '^(apps|plugins|packages)/', pathNot: '^packages/(db|kernel)/' },
    },
    {
      name: 'ui-holds-no-data',
      severity: 'error',
      from: { path: '^packages/ui/' },
      to: { path: '^(apps|plugins|packages)/', pathNot: '^packages/ui/' },
    },
    {
      name: 'plugins-know-the-kit-only',
      comment: 'no imports between siblings; files directly under a kind are shared by its plug-ins',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/([^/]+)/', pathNot: tests },
      to: {
        path: '^(apps|packages|plugins)/',
        pathNot: '^packages/(plugin-kit|kernel)/|^plugins/$1/($2|shared)/|^plugins/$1/[^/]+\\.ts$',
      },
    },
    {
      name: 'faces-speak-contracts',
      comment: 'web and cli see contracts, client, ui and kernel',
      severity: 'error',
      from: { path: '^apps/(web|cli)/', pathNot: tests },
      to: { path: '^(packages|plugins|apps)/', pathNot: '^packages/(contracts|client|ui|kernel)/|^apps/$1/' },
    },
    {
      name: 'web-features-do-not-meet',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(features/|app/)', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-shared-is-the-floor',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|tooling/templates/' },
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    cache: { folder: '.cache/dependency-cruiser', strategy: 'content' },
  },
};
