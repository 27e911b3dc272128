import { Button } from '@agentforge/ui/button';
import { CopyButton } from '@agentforge/ui/copy-button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePassword } from '../../../shared/passwords/password-strength.ts';
import { StrengthMeter } from '../../../shared/passwords/strength-meter.tsx';

export interface NewPasswordFieldProps {
  value: string;
  onValueChange: (value: string) => void;
  about: readonly string[];
  error: string | undefined;
}

/** A password for someone else: readable, because it must be handed over. */
export function NewPasswordField({ value, onValueChange, about, error }: NewPasswordFieldProps): ReactNode {
  const { t } = useTranslation(['users', 'common']);
  return (
    <div>
      <Field
        label={t('common:form.password')}
        error={error}
        required
        action={
          <Button
            variant="ghost"
            size="sm"
            icon={RefreshCw}
            className="-my-1"
            onClick={() => onValueChange(generatePassword())}
          >
            {t('common:password.generate')}
          </Button>
        }
      >
        <Input
          mono
          autoComplete="off"
          data-1p-ignore
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          trailing={value === '' ? undefined : <CopyButton value={value} />}
        />
      </Field>
      <StrengthMeter password={value} about={about} />
    </div>
  );
}
