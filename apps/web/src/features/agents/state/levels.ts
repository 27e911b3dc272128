export const sliders = ['creativity', 'length', 'formality', 'empathy', 'proactivity', 'confidence'] as const;
export type SliderName = (typeof sliders)[number];

/** The three bands the agent's instructions know: up to 3, 4 to 7, from 8. */
export function bandOf(level: number): 'low' | 'middle' | 'high' {
  if (level <= 3) return 'low';
  return level >= 8 ? 'high' : 'middle';
}
