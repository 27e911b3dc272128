import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { useFieldControl } from './field.tsx';
import { PasswordInput } from './password-input.tsx';
import { isSavedSecret } from './schema-values.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface SecretInputProps {
  /** `***1234` when one is saved, else what is being typed. */
  value: string;
  onValueChange: (value: string) => void;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
}

/** A write-only value: shown as "Saved ···1234" until the person replaces it; "Keep" goes back. */
export function SecretInput({ value, onValueChange, placeholder, disabled }: SecretInputProps): ReactNode {
  const strings = useUiStrings();
  const control = useFieldControl({});
  const [saved, setSaved] = useState<string>();
  if (isSavedSecret(value)) {
    const replace = () => {
      setSaved(value);
      onValueChange('');
    };
    return (
      <div className="flex min-h-10 items-center gap-2.5 rounded-lg border border-line bg-sunken ps-3 pe-1 text-sm touch-height">
        <KeyRound aria-hidden className="size-4 shrink-0 text-subtle" />
        <span className="min-w-0 grow truncate">
          {strings.secretSaved}{' '}
          <bdi className="font-mono text-[0.8125rem] text-muted">···{value.replace(/^\*+/, '')}</bdi>
        </span>
        <Button {...control} variant="ghost" size="sm" disabled={disabled} onClick={replace}>
          {strings.secretReplace}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="min-w-48 grow">
        <PasswordInput
          mono
          autoComplete="off"
          autoFocus={saved !== undefined}
          value={value}
          placeholder={placeholder ?? strings.secretEmpty}
          disabled={disabled}
          onChange={(event) => onValueChange(event.target.value)}
        />
      </span>
      {saved !== undefined && (
        <Button variant="ghost" size="sm" disabled={disabled} onClick={() => onValueChange(saved)}>
          {strings.secretKeep}
        </Button>
      )}
    </div>
  );
}
