import type { Language } from './language.ts';

const english = {
  introduction:
    'I am the built-in demonstration model of AgentForge. I run offline and without a key: I can call the tools of this ' +
    'agent, read its knowledge and put the answer together from what they return, but I do not know anything by myself.',
  connect:
    'To get real answers, connect a model under Admin → Models (OpenAI, Anthropic, a local Ollama and others), then choose it for this agent.',
  greeting: 'Hello!',
  thanks: 'You are welcome.',
  noTool: 'None of the tools of this agent fits this message, so I have nothing to answer from.',
  hasTools: (names: string) => `What I can use here: ${names}.`,
  needMore: (tool: string, fields: string) => `To use ${tool} I still need this from you: ${fields}.`,
  fromSources: 'Here is what the sources say:',
  notInSources: 'I looked through the sources, but found nothing in them that answers this.',
  fromConversation: 'From what I was given here:',
  found: (tool: string) => `Here is what ${tool} returned:`,
  nothing: (tool: string) => `${tool} returned nothing for this.`,
  done: (tool: string) => `${tool} is done.`,
  failed: (tool: string, reason: string) => `${tool} did not work: ${reason}`,
  failedHint: 'Check the settings of the tool, or try again.',
  field: (label: string, value: string) => `The ${label} is **${value}**.`,
  more: (count: number) => `… and ${count} more.`,
  yes: 'yes',
  no: 'no',
  noImages: 'I cannot look at images or files; a real model can.',
};

const arabic: typeof english = {
  introduction:
    'أنا النموذج التجريبي المدمج في AgentForge. أعمل دون اتصال ودون مفتاح: أستطيع استدعاء أدوات هذا الوكيل وقراءة معرفته وتركيب الجواب مما تعيده، لكنني لا أعرف شيئًا بنفسي.',
  connect:
    'للحصول على إجابات حقيقية، اربط نموذجًا من الإعدادات ← النماذج (OpenAI أو Anthropic أو Ollama محليًا وغيرها) ثم اختره لهذا الوكيل.',
  greeting: 'مرحبًا!',
  thanks: 'على الرحب والسعة.',
  noTool: 'لا توجد أداة من أدوات هذا الوكيل تناسب هذه الرسالة، فليس لدي ما أجيب منه.',
  hasTools: (names) => `ما أستطيع استخدامه هنا: ${names}.`,
  needMore: (tool, fields) => `لاستخدام ${tool} ما زلت أحتاج منك إلى: ${fields}.`,
  fromSources: 'هذا ما تقوله المصادر:',
  notInSources: 'بحثت في المصادر ولم أجد فيها ما يجيب عن هذا السؤال.',
  fromConversation: 'مما ورد هنا:',
  found: (tool) => `هذا ما أعادته الأداة ${tool}:`,
  nothing: (tool) => `لم تُعد الأداة ${tool} شيئًا لهذا الطلب.`,
  done: (tool) => `تم تنفيذ ${tool}.`,
  failed: (tool, reason) => `لم تنجح الأداة ${tool}: ${reason}`,
  failedHint: 'راجع إعدادات الأداة أو حاول مرة أخرى.',
  field: (label, value) => `${label}: **${value}**.`,
  more: (count) => `… و${count} غيرها.`,
  yes: 'نعم',
  no: 'لا',
  noImages: 'لا أستطيع النظر إلى الصور أو الملفات؛ النموذج الحقيقي يستطيع.',
};

/** The fixed sentences of the demonstration model in the user's language. */
export function phrases(language: Language): typeof english {
  return language === 'ar' ? arabic : english;
}

/** Whether a text is our own request for missing details. */
export function asksForMore(text: string): boolean {
  return /I still need this from you:|ما زلت أحتاج منك إلى:/.test(text);
}
