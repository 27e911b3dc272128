import { describe, expect, it } from 'vitest';
import { queryTokens, toSearchText } from './normalize.ts';
import { type Hit, rankHits } from './rank.ts';
import { hashEmbedding } from './testing/hash-embedding.ts';

const corpus: Record<string, string> = {
  leave: 'Annual leave is 30 days. Requests are submitted two weeks before the leave begins.',
  sick: 'Sick leave longer than two days needs a medical report within 48 hours.',
  travel: 'Economy class is booked for flights shorter than six hours. Hotel limits depend on the city.',
  expense: 'Expense claims are filed within 30 days; receipts must be attached to every claim.',
  laptop: 'Laptops are replaced every three years. Report a stolen laptop to the help desk at once.',
  password: 'Passwords have at least twelve characters and are never shared with colleagues.',
  إجازة: 'يحق لكل موظف إجازة سنوية مدتها ثلاثون يوماً بعد إكمال سنة من الخدمة.',
  مرضية: 'تتطلب الإجازة المرضية تقريراً طبياً إذا زادت على يومين، ويُرسل إلى إدارة الموارد البشرية.',
  سفر: 'تُحجز الدرجة السياحية للرحلات الجوية التي تقل عن ست ساعات، وحدود الفنادق بحسب المدينة.',
  مصروفات: 'تُقدَّم مطالبات المصروفات خلال ثلاثين يوماً وتُرفق بها الإيصالات.',
  حاسوب: 'تُستبدل الحواسيب المحمولة كل ثلاث سنوات، ويُبلَّغ عن سرقة الحاسوب فوراً.',
  手当: '出張手当は都市によって異なります。領収書を添付してください。',
};
const questions: [string, string][] = [
  ['How many days of annual leave do I get?', 'leave'],
  ['do I need a medical report when sick', 'sick'],
  ['booking a flight in economy', 'travel'],
  ['where do I attach my receipts for expenses?', 'expense'],
  ['my laptop was stolen', 'laptop'],
  ['password length', 'password'],
  ['كم مدة الاجازه السنويه للموظفين؟', 'إجازة'],
  ['هل أحتاج تقرير طبي للإجازة المرضية', 'مرضية'],
  ['ما هي درجة حجز رحلة جوية', 'سفر'],
  ['إرفاق إيصالات المصروفات', 'مصروفات'],
  ['سرق حاسوبي المحمول، سرقة حاسوب', 'حاسوب'],
  ['領収書の添付', '手当'],
];

const documents = Object.entries(corpus).map(([id, text]) => ({ id, text, tokens: toSearchText(text).split(' ') }));

function bestMatch(query: string): { id: string; score: number }[] {
  const average = documents.reduce((sum, doc) => sum + doc.tokens.length, 0) / documents.length;
  const score = (tokens: string[]): number =>
    queryTokens(query).reduce((sum, token) => {
      const having = documents.filter((doc) => doc.tokens.includes(token)).length;
      const count = tokens.filter((other) => other === token).length;
      const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      return sum + (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * tokens.length) / average));
    }, 0);
  return documents
    .map((doc) => ({ id: doc.id, score: score(doc.tokens) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);
}

function toHits(found: { id: string; score: number }[]): Hit[] {
  return found.map(({ id, score }) => ({
    chunkId: id,
    documentId: id,
    text: corpus[id] ?? '',
    start: 0,
    end: 10,
    score,
  }));
}

function nearest(query: string): { id: string; score: number }[] {
  const wanted = hashEmbedding(query);
  const cosine = (text: string) => hashEmbedding(text).reduce((sum, value, i) => sum + value * (wanted[i] ?? 0), 0);
  return documents.map((doc) => ({ id: doc.id, score: cosine(doc.text) })).sort((a, b) => b.score - a.score);
}

describe('retrieval on a small English, Arabic and Japanese corpus', () => {
  it.each(questions)('%s → %s', (question, expected) => {
    expect(bestMatch(question)[0]?.id).toBe(expected);
  });

  it('is not made worse by a rough embedding', () => {
    for (const [question, expected] of questions) {
      const options = { topK: 5, vectorQuality: 0.3 };
      const fused = rankHits(question, toHits(bestMatch(question)), toHits(nearest(question)), options);
      expect(fused[0]?.hit.chunkId).toBe(expected);
    }
  });
});
