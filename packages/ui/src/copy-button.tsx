import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { useUiStrings } from './ui-provider.tsx';

export interface CopyButtonProps {
  /** The text, or a function for what is dear to compute. */
  value: string | (() => string);
  /** Visible text; without it only the icon is drawn. */
  label?: string;
  size?: 'sm' | 'md';
  className?: string;
}

export function CopyButton({ value, label, size = 'sm', className }: CopyButtonProps): ReactNode {
  const strings = useUiStrings();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    const text = typeof value === 'function' ? value() : value;
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const icon = copied ? Check : Copy;
  return (
    <>
      {label ? (
        <Button variant="outline" size={size} icon={icon} onClick={copy} className={className}>
          {copied ? strings.copied : label}
        </Button>
      ) : (
        <IconButton
          icon={icon}
          label={copied ? strings.copied : strings.copy}
          size={size}
          onClick={copy}
          className={className}
        />
      )}
      <span role="status" className="sr-only">
        {copied && strings.copied}
      </span>
    </>
  );
}
