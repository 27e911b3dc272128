import { classNames } from '@agentforge/ui/class-names';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type PasswordStrength, passwordStrength } from './password-strength.ts';

const tones: Record<PasswordStrength, string> = {
  0: 'bg-danger',
  1: 'bg-danger',
  2: 'bg-warning',
  3: 'bg-success',
  4: 'bg-success',
};

export interface StrengthMeterProps {
  password: string;
  /** The person's own data, which makes a password easy to guess. */
  about?: readonly string[];
}

/** Four bars and a word under a new password. */
export function StrengthMeter({ password, about = [] }: StrengthMeterProps): ReactNode {
  const { t } = useTranslation();
  const strength = passwordStrength(password, about);
  const filled = password === '' ? 0 : Math.max(1, strength);
  return (
    <div className="mt-2">
      <div aria-hidden className="flex gap-1">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={classNames(
              'h-1 grow rounded-full transition-colors',
              bar <= filled ? tones[strength] : 'bg-line',
            )}
          />
        ))}
      </div>
      <p aria-live="polite" className="mt-1.5 text-[0.8125rem] text-subtle">
        {password === '' ? t('password.hint') : t(`password.strength${strength}`)}
      </p>
    </div>
  );
}
