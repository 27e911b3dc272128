import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hit, rankHits } from './rank.ts';

const hit = (chunkId: string, text: string, score: number, place: Partial<Hit> = {}): Hit => ({
  chunkId,
  documentId: chunkId,
  text,
  start: 0,
  end: text.length,
  score,
  ...place,
});
const ids = (ranked: { hit: Hit }[]) => ranked.map((item) => item.hit.chunkId);
const keyword = [
  hit('a', 'refund policy for hotels', 0.9),
  hit('b', 'refund of tickets', 0.8),
  hit('c', 'hotel policy', 0.7),
];

describe('rankHits', () => {
  it('never lets a rough embedding reorder good keyword hits, whatever it says', () => {
    const alone = ids(rankHits('refund policy hotel', keyword, [], { topK: 10 }));
    const noise = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'n1', 'n2', 'n3', 'n4'), { minLength: 1 });
    fc.assert(
      fc.property(noise, (order) => {
        const vector = order.map(
          (id, i) => keyword.find((item) => item.chunkId === id) ?? hit(id, `noise ${id}`, 0.99 - i / 100),
        );
        const fused = ids(rankHits('refund policy hotel', keyword, vector, { topK: 10, vectorQuality: 0.3 }));
        expect(fused.filter((id) => alone.includes(id))).toEqual(alone);
        expect(fused.slice(0, 1)).toEqual(['a']);
      }),
    );
  });

  it('lets a good embedding lead where the words do not match', () => {
    const vector = [hit('v', 'money back when you cancel', 0.68), hit('w', 'parking', 0.25)];
    const poor = [hit('k', 'the weather report', 0.4)];
    expect(ids(rankHits('refund policy of cancelled bookings report', poor, vector, { topK: 3 }))[0]).toBe('v');
  });

  it('never lets keywords that found nothing reorder good vector hits', () => {
    const vector = [hit('v', 'money back when you cancel', 0.66), hit('w', 'the weather report', 0.65)];
    const poor = [hit('w', 'the weather report', 0.4)];
    expect(ids(rankHits('refund policy of cancelled bookings report', poor, vector, { topK: 3 }))).toEqual(['v', 'w']);
  });

  it('lifts what both lists find', () => {
    const vector = [hit('x', 'other matter', 0.5), hit('b', 'refund of tickets', 0.49)];
    const fused = ids(
      rankHits('refund tickets', [hit('q', 'tickets refund rules', 0.9), hit('b', 'refund of tickets', 0.89)], vector, {
        topK: 5,
      }),
    );
    expect(fused[0]).toBe('b');
  });

  it('gives scores from 0 to 1 that fall, with coverage, and keeps minScore and topK', () => {
    const ranked = rankHits('refund policy hotel', keyword, [], { topK: 10 });
    expect(ranked[0]).toMatchObject({ coverage: 1, score: 1 });
    const scores = ranked.map((item) => item.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    expect(rankHits('refund policy hotel', keyword, [], { topK: 10, minScore: 0.9 })).toHaveLength(1);
    expect(rankHits('refund policy hotel', keyword, [], { topK: 2 })).toHaveLength(2);
    expect(rankHits('anything', [], [], { topK: 2 })).toEqual([]);
  });

  it('drops copies and neighbours that mostly overlap', () => {
    const same = [
      hit('a', 'refund policy long text', 0.9, { documentId: 'd', start: 0, end: 100 }),
      hit('b', 'policy long text refund', 0.8, { documentId: 'd', start: 30, end: 130 }),
      hit('c', 'refund far away', 0.7, { documentId: 'd', start: 90, end: 190 }),
      hit('e', 'refund policy long text', 0.6, { documentId: 'other' }),
    ];
    expect(ids(rankHits('refund policy', same, [], { topK: 10 }))).toEqual(['a', 'c']);
  });
});
