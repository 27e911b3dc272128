import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Slider } from '@agentforge/ui/slider';
import { TagInput } from '@agentforge/ui/tag-input';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bandOf, type SliderName, sliders } from '../../state/levels.ts';
import { useDraftPart, useStudio } from '../../state/studio-context.ts';
import { Reason } from './reason.tsx';
import { StepSection } from './step-section.tsx';

export function PersonalitySection(): ReactNode {
  const { t } = useTranslation('agents');
  const { errors } = useStudio();
  const [personality, change] = useDraftPart('personality');
  return (
    <StepSection title={t('personality.title')} description={t('personality.text')}>
      <Reason field="personality" />
      <div className="grid gap-5 sm:grid-cols-2">
        <SuggestedText
          label={t('personality.tone')}
          value={personality.tone}
          suggestions={t('personality.tones', { returnObjects: true })}
          onValueChange={(tone) => change({ tone })}
          error={errors['personality.tone']}
        />
        <SuggestedText
          label={t('personality.voice')}
          value={personality.voice}
          suggestions={t('personality.voices', { returnObjects: true })}
          onValueChange={(voice) => change({ voice })}
          error={errors['personality.voice']}
        />
        <Field label={t('personality.traits')} hint={t('personality.traitsHint')}>
          <TagInput values={personality.traits} maxTags={20} onValuesChange={(traits) => change({ traits })} />
        </Field>
        <Field label={t('personality.languages')} hint={t('personality.languagesHint')}>
          <TagInput values={personality.languages} maxTags={20} onValuesChange={(languages) => change({ languages })} />
        </Field>
      </div>
      <div className="grid gap-x-8 gap-y-6 border-t border-line pt-5 sm:grid-cols-2">
        {sliders.map((name) => (
          <LevelSlider
            key={name}
            name={name}
            level={personality[name]}
            onLevelChange={(level) => change({ [name]: level })}
          />
        ))}
      </div>
    </StepSection>
  );
}

interface LevelSliderProps {
  name: SliderName;
  level: number;
  onLevelChange: (level: number) => void;
}

/** A level with the sentence the agent is told at this level. */
function LevelSlider({ name, level, onLevelChange }: LevelSliderProps): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <Field
      group
      label={t(`slider.${name}.label`)}
      className="[&_p]:order-last [&_p]:mt-0 [&_p]:mb-0 [&_p]:min-h-10"
      hint={t(`slider.${name}.${bandOf(level)}`)}
    >
      <Slider min={1} max={10} value={level} onValueChange={onLevelChange} aria-label={t(`slider.${name}.label`)} />
    </Field>
  );
}

interface SuggestedTextProps {
  label: string;
  value: string;
  suggestions: readonly string[];
  onValueChange: (value: string) => void;
  error: string | undefined;
}

function SuggestedText({ label, value, suggestions, onValueChange, error }: SuggestedTextProps): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} error={error}>
        <Input value={value} maxLength={60} onChange={(event) => onValueChange(event.target.value)} />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {suggestions.map((suggestion) => (
          <Button
            key={suggestion}
            size="sm"
            variant={suggestion === value ? 'secondary' : 'ghost'}
            aria-pressed={suggestion === value}
            onClick={() => onValueChange(suggestion)}
          >
            {suggestion}
          </Button>
        ))}
      </div>
    </div>
  );
}
