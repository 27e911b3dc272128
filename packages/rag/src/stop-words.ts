import { foldText } from './normalize-words.ts';

const english =
  'a about above after again all also am an and any are as at be because been before being below between both but by can could did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its just me more most my no nor not of off on once only or other our out over own same she should so some such than that the their them then there these they this those through to too under until up very was we were what when where which while who whom why will with would you your please tell';
const arabic =
  'في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما ماذا هل كم كيف متى أين لماذا هو هي هم هن أنا نحن أنت كان كانت يكون تكون قد لقد ثم أو أم بل لكن لا لم لن ليس ليست إن أن إذا كل بعض أي أية غير بين عند عندما بعد قبل حتى منذ خلال حول ضد كما أيضا فقط و ف ب ل ك له لها لهم به بها فيه فيها منه منها عليه عليها إليه إليها وهو وهي وفي ومن';

const words = new Set(foldText(`${english} ${arabic}`).split(' '));

/** Whether a folded, unstemmed word says nothing about a topic (English, Arabic). */
export function isStopWord(word: string): boolean {
  return words.has(word);
}
