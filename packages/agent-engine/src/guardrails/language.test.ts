import { expect, test } from 'vitest';
import { checkLanguage, detectLanguage, replyLanguage } from './language.ts';

test.each([
  ['en', 'The report is ready and you can read it with your team.'],
  ['ar', 'التقرير جاهز ويمكنك قراءته مع فريقك.'],
  ['fr', 'Le rapport est prêt et vous pouvez le lire avec votre équipe.'],
  ['es', 'El informe está listo y usted puede leerlo con su equipo para que lo vea.'],
  ['de', 'Der Bericht ist fertig und Sie können ihn mit dem Team lesen.'],
  ['unknown', 'OK'],
  ['unknown', '12345 [EMAIL_1]'],
  ['unknown', '这是一个报告，你可以阅读。'],
  ['unknown', 'این یک گزارش است که می‌توانید بخوانید'],
  ['unknown', 'Il rapporto pronto, buona lettura'],
])('%s: %s', (language, text) => expect(detectLanguage(text)).toBe(language));

test('code does not count', () => {
  expect(detectLanguage('هذا هو المثال:\n```js\nconst the = "is and was of to in that it for you";\n```')).toBe('ar');
});

test('a rule is broken only when both sides are sure', () => {
  const english = 'The report is ready and you can read it with your team.';
  expect(checkLanguage('ar', english, '')).toMatchObject({ rule: 'language', action: 'flag' });
  expect(checkLanguage('user', english, 'ما هو التقرير الجديد؟')).toBeDefined();
  expect(checkLanguage('user', english, 'hm')).toBeUndefined();
  expect(checkLanguage('en', english, 'ما هو؟')).toBeUndefined();
  expect(checkLanguage('multi', english, 'ما هو؟')).toBeUndefined();
  expect(replyLanguage('user', 'مرحبا')).toBe('ar');
  expect(replyLanguage('en', 'مرحبا')).toBe('en');
});
