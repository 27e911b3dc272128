import { createStandIn, deleteStandIn, listStandIns } from '@agentforge/contracts/approvals/endpoints';
import { AppError, type FieldError, notFound } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { IdentitiesPort, PersonFacts } from './approvals.ports.ts';
import {
  countOpenStandIns,
  deleteStandInRow,
  insertStandIn,
  listStandInRows,
  type StandInRow,
} from './stand-ins.repository.ts';

const longestMs = 366 * 24 * 3_600_000;
const most = 20;

export function listStandInsVerb(identities: IdentitiesPort): Verb {
  return verb(listStandIns, async (context) => {
    const rows = await listStandInRows(context.tx, context.requireUserId());
    return { data: await presentStandIns(context, identities, rows) };
  });
}

export function createStandInVerb(identities: IdentitiesPort): Verb {
  return verb(createStandIn, async (context, { body }) => {
    const userId = context.requireUserId();
    const startsAt = new Date(body.starts_at).toISOString();
    const endsAt = new Date(body.ends_at).toISOString();
    requirePeriod(context, startsAt, endsAt);
    await requireStandIn(context, identities, body.user_id);
    if ((await countOpenStandIns(context.tx, userId, new Date(context.now()).toISOString())) >= most) {
      throw new AppError('rule_broken', { detail: `You have named ${most} stand-ins already. End one of them first.` });
    }
    const id = newId('standIn', context.now());
    const row = { tenantId: context.tenantId, id, userId, standInId: body.user_id, startsAt, endsAt, note: body.note };
    await insertStandIn(context.tx, row);
    context.audit({
      resource: { kind: 'stand_ins', id },
      details: { stand_in_id: body.user_id, starts_at: startsAt, ends_at: endsAt },
    });
    const [shown] = await presentStandIns(context, identities, [row]);
    if (!shown) throw notFound('person');
    return shown;
  });
}

export function deleteStandInVerb(): Verb {
  return verb(deleteStandIn, async (context, { params }) => {
    const row = await deleteStandInRow(context.tx, params.stand_in_id, context.requireUserId());
    if (!row) throw notFound('stand-in');
    context.audit({ resource: { kind: 'stand_ins', id: row.id }, details: { stand_in_id: row.standInId } });
    return undefined;
  });
}

function refuse(path: string, message: string): never {
  const errors: FieldError[] = [{ path, message }];
  throw new AppError('rule_broken', { detail: message, errors });
}

function requirePeriod(context: VerbContext, startsAt: string, endsAt: string): void {
  const from = Date.parse(startsAt);
  const until = Date.parse(endsAt);
  if (until <= from) refuse('ends_at', 'The end has to come after the beginning.');
  if (until <= context.now()) refuse('ends_at', 'This period is over already.');
  if (until - Math.max(from, context.now()) > longestMs) refuse('ends_at', 'A stand-in is named for a year at most.');
}

/** Whoever may not decide by their own roles gets no right to this way. */
async function requireStandIn(context: VerbContext, identities: IdentitiesPort, id: string): Promise<void> {
  if (id === context.requireUserId()) refuse('user_id', 'Choose someone else: you cannot stand in for yourself.');
  const [person] = await identities.people(context.tx, context.tenantId, [id]);
  if (!person?.active) refuse('user_id', 'There is no such person, or they cannot sign in.');
  if (!(await identities.mayDecide(context.tx, id)))
    refuse('user_id', 'Their roles do not let them decide approvals. Choose someone who may use agents.');
}

type NewRow = Pick<StandInRow, 'id' | 'userId' | 'standInId' | 'startsAt' | 'endsAt' | 'note'>;

async function presentStandIns(context: VerbContext, identities: IdentitiesPort, rows: readonly NewRow[]) {
  const ids = rows.flatMap((row) => [row.userId, row.standInId]);
  const people = await identities.people(context.tx, context.tenantId, [...new Set(ids)]);
  const known = new Map(people.map((person) => [person.id, person]));
  return rows.flatMap((row) => {
    const person = known.get(row.userId);
    const standIn = known.get(row.standInId);
    if (!person || !standIn) return [];
    return [
      {
        id: row.id,
        person: brief(person),
        stand_in: brief(standIn),
        starts_at: row.startsAt,
        ends_at: row.endsAt,
        note: row.note,
        status: statusOf(row, context.now()),
        mine: row.userId === context.requireUserId(),
      },
    ];
  });
}

const brief = ({ id, name, email }: PersonFacts) => ({ id, name, email });

function statusOf({ startsAt, endsAt }: NewRow, now: number): 'planned' | 'active' | 'over' {
  if (Date.parse(endsAt) <= now) return 'over';
  return Date.parse(startsAt) > now ? 'planned' : 'active';
}
