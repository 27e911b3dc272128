export type Language = 'en' | 'ar';

/** Arabic where most letters are Arabic, else English: the two the frames are written in. */
export function languageOf(text: string): Language {
  const arabic = text.match(/[\u0600-\u06ff]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return arabic > latin ? 'ar' : 'en';
}
