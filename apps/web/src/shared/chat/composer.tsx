import { Button } from '@agentforge/ui/button';
import { IconButton } from '@agentforge/ui/icon-button';
import { CircleStop, Paperclip, SendHorizontal } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachmentChip } from './attachment-chip.tsx';
import { acceptedFiles } from './attachments.ts';
import type { ChatPhase } from './chat-state.ts';
import type { ComposerState } from './use-composer.ts';

export interface ComposerProps {
  composer: ComposerState;
  phase: ChatPhase;
  agentName: string;
  /** Why nothing can be sent at all; shown in place of the hint. */
  disabledReason: string | undefined;
  onSend: () => void;
  onStop: () => void;
  input: RefObject<HTMLTextAreaElement | null>;
}

/** Enter sends, Shift+Enter begins a line; the Enter that ends a word of an input method does neither. */
function sends(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
}

/** Where a message is written. */
export function Composer(props: ComposerProps): ReactNode {
  const { composer, phase, agentName, disabledReason, onSend, onStop, input } = props;
  const { t } = useTranslation('chat');
  const busy = phase !== 'idle';
  const ready = !busy && disabledReason === undefined && composer.text.trim() !== '' && !composer.encoding;
  const submit = () => ready && onSend();
  const paste = (event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData.files);
    if (files.length === 0) return;
    event.preventDefault();
    composer.addFiles(files);
  };
  return (
    <form
      aria-label={t('composer.label')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="mx-auto w-full max-w-3xl px-4 sm:px-6"
    >
      <ComposerNotes composer={composer} />
      <div className="flex flex-col rounded-2xl border border-control bg-surface shadow-card control-focus">
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          value={composer.text}
          maxLength={100_000}
          disabled={disabledReason !== undefined}
          aria-label={t('composer.message')}
          aria-describedby="composer-hint"
          placeholder={t('composer.placeholder', { name: agentName })}
          onChange={(event) => composer.setText(event.target.value)}
          onPaste={paste}
          onKeyDown={(event) => {
            if (!sends(event)) return;
            event.preventDefault();
            submit();
          }}
          className="field-sizing-content max-h-48 min-h-12 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-base leading-6 outline-none placeholder:text-subtle disabled:cursor-not-allowed sm:text-[0.9375rem]"
        />
        <div className="flex items-center gap-2 p-2">
          <AttachButton composer={composer} disabled={disabledReason !== undefined} />
          <p id="composer-hint" className="min-w-0 grow truncate text-xs text-subtle">
            {disabledReason ??
              (phase === 'waiting' ? (
                t('composer.waiting')
              ) : (
                <span className="max-sm:hidden">{t('composer.hint')}</span>
              ))}
          </p>
          {busy && phase !== 'loading' ? (
            <Button
              variant="outline"
              size="sm"
              icon={CircleStop}
              loading={phase === 'stopping'}
              onClick={onStop}
              className="h-9 rounded-lg"
            >
              {t('composer.stop')}
            </Button>
          ) : (
            <IconButton
              type="submit"
              icon={SendHorizontal}
              mirror
              variant="primary"
              label={t('composer.send')}
              loading={composer.encoding}
              disabled={!ready}
              className="size-9"
            />
          )}
        </div>
      </div>
    </form>
  );
}

function AttachButton({ composer, disabled }: { composer: ComposerState; disabled: boolean }): ReactNode {
  const { t } = useTranslation('chat');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon={Paperclip}
        label={t('attachments.add')}
        disabled={disabled}
        onClick={() => picker.current?.click()}
        className="size-9"
      />
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        aria-label={t('attachments.add')}
        accept={acceptedFiles}
        onChange={(event) => {
          composer.addFiles(Array.from(event.target.files ?? []));
          event.target.value = '';
        }}
      />
    </>
  );
}

/** Files that will go along, and why others will not. */
function ComposerNotes({ composer }: { composer: ComposerState }): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <>
      <div role="alert" className="text-[0.8125rem] text-danger-text not-empty:mb-2">
        {composer.refused.map(({ name, reason }) => (
          <p key={`${name} ${reason}`}>{t(`attachments.refused.${reason}`, { name })}</p>
        ))}
      </div>
      {composer.files.length > 0 && (
        <ul aria-label={t('attachments.label')} className="mb-2 flex flex-wrap gap-2">
          {composer.files.map(({ key, file }) => (
            <li key={key}>
              <AttachmentChip
                name={file.name}
                mediaType={file.type}
                bytes={file.size}
                onRemove={() => composer.removeFile(key)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
