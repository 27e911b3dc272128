import { inline } from './prompt-text.ts';
import type { Personality } from './spec.ts';

type Slider = 'creativity' | 'length' | 'formality' | 'empathy' | 'proactivity' | 'confidence';

/** What each slider asks for: up to 3, 4 to 7, from 8. */
const wording: Record<Slider, readonly [low: string, middle: string, high: string]> = {
  creativity: [
    'Stay with facts and proven wording.',
    'Be inventive where it helps, factual where it matters.',
    'Be inventive: offer fresh ideas, images and unusual angles.',
  ],
  length: [
    'Answer as briefly as you can.',
    'Answer as long as the matter needs, no longer.',
    'Answer in depth, with background and examples.',
  ],
  formality: [
    'Speak casually, as among colleagues.',
    'Speak politely and plainly.',
    'Speak formally, in complete sentences, without slang.',
  ],
  empathy: [
    'Keep to the matter; leave feelings aside.',
    'Acknowledge how the person feels where it matters.',
    'Be warm: notice how the person feels and respond to it first.',
  ],
  proactivity: [
    'Answer what is asked and nothing else.',
    'Name the next step where it is obvious.',
    'Think ahead: suggest next steps and point out what the person may have missed.',
  ],
  confidence: [
    'Present answers carefully, as suggestions.',
    'State what you know plainly and name what is open.',
    'Be decisive: give clear recommendations.',
  ],
};

const sliders: readonly Slider[] = ['creativity', 'length', 'formality', 'empathy', 'proactivity', 'confidence'];

function levelOf(value: number): 0 | 1 | 2 {
  if (value <= 3) return 0;
  return value >= 8 ? 2 : 1;
}

export function personalityLines(personality: Personality): string[] {
  const { tone, voice, traits } = personality;
  return [
    `- Tone: ${inline(tone)}. Voice: ${inline(voice)}.`,
    ...(traits.length === 0 ? [] : [`- Traits: ${traits.map((trait) => inline(trait, 80)).join(', ')}.`]),
    ...sliders.map((slider) => `- ${wording[slider][levelOf(personality[slider])]}`),
  ];
}
