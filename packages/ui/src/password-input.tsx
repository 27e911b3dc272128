import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { Input, type InputProps } from './input.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface PasswordInputProps extends Omit<InputProps, 'type' | 'trailing'> {
  showToggle?: boolean;
}

export function PasswordInput({ showToggle = true, ...rest }: PasswordInputProps): ReactNode {
  const [shown, setShown] = useState(false);
  const strings = useUiStrings();
  const toggle = (
    <IconButton
      icon={shown ? EyeOff : Eye}
      label={shown ? strings.hidePassword : strings.showPassword}
      size="sm"
      tooltip={false}
      aria-pressed={shown}
      disabled={rest.disabled}
      onClick={() => setShown(!shown)}
    />
  );
  return (
    <Input
      autoComplete="current-password"
      {...rest}
      dir="ltr"
      spellCheck={false}
      type={shown ? 'text' : 'password'}
      trailing={showToggle ? toggle : undefined}
    />
  );
}
