const regionalFlag = /\u{1f3f4}[\u{e0061}-\u{e007a}]{4,6}\u{e007f}/gu;
const invisible =
  /[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]|\u034f|\p{Variation_Selector}{2,}/gu;
/** Joiners shape Arabic, Persian and Indic words and hold emoji together; between other characters they only hide. */
const strayJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{M}\p{Extended_Pictographic}])[\u200c\u200d]+/gu;

/** Removes characters nobody sees: tag characters, zero-width spaces, direction overrides, stray joiners. */
export function stripInvisible(text: string): string {
  if (
    !/[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u202a-\u202e\u2060-\u2069\ufeff]|\u034f|[\u{e0000}-\u{e0fff}]|\p{Variation_Selector}{2}/u.test(
      text,
    )
  ) {
    return text;
  }
  const flags: string[] = [];
  const kept = text.replace(/\ue000/g, '').replace(regionalFlag, (flag) => {
    flags.push(flag);
    return '\ue000';
  });
  return kept
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .replace(/\ue000/g, () => flags.shift() ?? '');
}
