import { languageOf } from './language.ts';
import { bestMatch, isStop, stemsOf, wordsOf } from './words.ts';

/** Values for the fields of a new agent, out of the sentence that says what it is for. */
export interface Draft {
  knows(field: string): boolean;
  text(field: string): string | undefined;
  list(field: string): string[];
  /** Those of several choices (tools, tones, categories) the goal speaks of. */
  fitting(choices: readonly string[]): string[];
}

const wish =
  /^(?:please\s+)?(?:(?:i|we)(?:'d| would)? (?:want|need|like)(?: to (?:create|build|make|have))?|(?:can|could) you (?:create|build|make)|create|build|make|draft|design|generate|أريد|أنشئ|أحتاج(?: إلى)?|اصنع)\s+(?:me |us )?/i;
const kind =
  /^(?:an?|the)?\s*((?:[\p{L}-]+\s+){0,4}?)(?:ai\s+)?(?:agent|assistant|bot|chatbot|helper|وكيل(?:ا)?|مساعد(?:ا)?)\b\s*/iu;
const link = /^(?:(?:that|which|who)(?: can| will| should)?|to|for|who|able to|capable of|لـ?|يقوم ب|الذي)\s+/i;
const empty = new Set([
  'agent',
  'assistant',
  'bot',
  'create',
  'build',
  'make',
  'want',
  'need',
  'answer',
  'answers',
  'question',
  'questions',
  'help',
  'helps',
  'people',
  'using',
  'use',
  'new',
]);

/** Reads the goal once; the fields are asked for by name. */
export function draftAgent(message: string, system: string): Draft {
  const goal = goalIn(message);
  const { task, role } = readGoal(goal);
  const arabic = languageOf(goal) === 'ar';
  const name = nameFor(role, task, arabic);
  const sentence = capitalised(task).replace(/[.!?؟\s]+$/, '');
  const texts: readonly (readonly [RegExp, string])[] = [
    [/^(?:name|agent_?name|title)$/i, name],
    [/^(?:description|summary|purpose|goal)$/i, arabic ? `يساعد في: ${sentence}.` : `Helps with this: ${sentence}.`],
    [
      /^(?:system_?prompt|instructions?|prompt)$/i,
      arabic ? arabicInstructions(name, sentence) : instructions(name, sentence),
    ],
    [
      /^(?:welcome|greeting|first)_?(?:message)?$/i,
      arabic ? `مرحبًا! أنا ${name}. كيف أساعدك؟` : `Hello! I am ${name}. How can I help you?`,
    ],
    [
      /^(?:fallback)_?(?:message)?$/i,
      arabic ? 'لا أعرف ذلك. هل أحوّلك إلى زميل؟' : 'I do not know that. Shall I hand you over to a colleague?',
    ],
    [/^(?:role|persona)$/i, role === '' ? name : capitalised(role)],
    [/^(?:language)$/i, arabic ? 'ar' : 'en'],
    [/^(?:icon|emoji|avatar)$/i, 'bot'],
    [/^(?:model)$/i, 'demo/local'],
    [/^(?:tone)$/i, 'friendly'],
    [/^(?:category|domain|topic)$/i, topicOf(task, role)],
  ];
  const lists: readonly (readonly [RegExp, string[]])[] = [
    [/question|starter|example|suggest|prompts/i, starters(sentence, arabic)],
    [/tag|keyword|label/i, keywords(task).slice(0, 4)],
    [/trait|rule|guideline|constraint/i, arabic ? ['دقيق', 'ودود'] : ['accurate', 'friendly']],
  ];
  const stems = stemsOf(`${goal} ${role}`);
  const isDraft = /agent|assistant|\bbot\b|وكيل|مساعد/i.test(`${message} ${system}`);
  const text = (field: string): string | undefined =>
    isDraft ? texts.find(([pattern]) => pattern.test(field))?.[1] : undefined;
  const list = (field: string): string[] =>
    isDraft ? [...(lists.find(([pattern]) => pattern.test(field))?.[1] ?? [])] : [];
  return {
    knows: (field) => text(field) !== undefined || list(field).length > 0,
    text,
    list,
    fitting: (choices) =>
      choices.filter((choice) =>
        [...stemsOf(choice.replace(/[-_.]/g, ' '))].some((stem) => bestMatch(stem, stems) >= 0.7),
      ),
  };
}

/** The goal may stand behind a label or in quotation marks. */
function goalIn(message: string): string {
  const labelled = /(?:^|\n)\s*(?:goal|task|description|الهدف)\s*:\s*([^\n]+)/i.exec(message)?.[1];
  const first = message.split('\n').find((line) => line.trim() !== '') ?? message;
  return (labelled ?? first)
    .trim()
    .replace(/^["“]|["”]$/g, '')
    .slice(0, 400);
}

function readGoal(goal: string): { task: string; role: string } {
  const rest = goal.replace(wish, '');
  const named = kind.exec(rest);
  if (!named) return { task: rest === '' ? goal : rest, role: '' };
  const task = rest.slice(named[0].length).replace(link, '').trim();
  const role = (named[1] ?? '').trim().replace(/^(?:an?|the|new|simple|smart)\s+/i, '');
  return { task: task === '' ? role || goal : task, role };
}

function nameFor(role: string, task: string, arabic: boolean): string {
  const words = role === '' ? keywords(task).slice(0, 2).join(' ') : role;
  if (arabic) return words === '' ? 'مساعد' : `مساعد ${words}`;
  const titled = words.split(/\s+/).filter(Boolean).map(capitalised).join(' ');
  return titled === '' ? 'New Assistant' : `${titled} Assistant`;
}

function keywords(task: string): string[] {
  return [...new Set(wordsOf(task).filter((word) => word.length > 2 && !isStop(word) && !empty.has(word)))];
}

function topicOf(task: string, role: string): string {
  return keywords(`${role} ${task}`)[0] ?? 'general';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function instructions(name: string, sentence: string): string {
  return [
    `You are ${name}. Your purpose: ${sentence}.`,
    '',
    '- Answer briefly and to the point, in the language of the user.',
    '- Use your tools and your knowledge before you answer, and name your sources.',
    '- If something is missing, ask one clear question. If you do not know, say so.',
    '- Never invent facts, numbers or sources.',
  ].join('\n');
}

function arabicInstructions(name: string, sentence: string): string {
  return [
    `أنت ${name}. مهمتك: ${sentence}.`,
    '',
    '- أجب بإيجاز ووضوح وبلغة المستخدم.',
    '- استخدم أدواتك ومعرفتك قبل الإجابة واذكر مصادرك.',
    '- إن نقصت معلومة فاسأل سؤالًا واحدًا واضحًا، وإن لم تعرف فقل ذلك.',
    '- لا تختلق حقائق أو أرقامًا أو مصادر.',
  ].join('\n');
}

function starters(sentence: string, arabic: boolean): string[] {
  const topic = keywords(sentence).slice(0, 3).join(' ');
  return arabic
    ? ['كيف تستطيع مساعدتي؟', `أخبرني عن ${topic}`]
    : ['What can you help me with?', `Tell me about ${topic}`, 'Where do your answers come from?'];
}
