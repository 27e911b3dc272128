import type { Stage } from './stage.ts';

const hidden = /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\udb40]/;
const hiddenUnits = /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Drops characters nobody sees, so a model can neither smuggle text in them nor split a number with them. */
export function createInvisibleStage(): Stage {
  let afterTagHead = false;
  return {
    push(delta) {
      if (!afterTagHead && !hidden.test(delta)) return delta;
      let text = '';
      for (const unit of delta.replace(hiddenUnits, '').split('')) {
        // U+E0000–E03FF (tag characters, variation selectors) all have this first code unit.
        const isHead = unit === '\udb40';
        const isTail = afterTagHead && unit >= '\udc00' && unit <= '\udfff';
        if (!isHead && !isTail) text += unit;
        afterTagHead = isHead;
      }
      return text;
    },
    end: () => '',
    stopped: false,
    verdicts: () => [],
  };
}
