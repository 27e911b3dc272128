import { useCallback, useEffect, useState } from 'react';
import { chooseFiles, encodeAttachments, type PendingAttachment, type Refusal } from './attachments.ts';
import type { OutgoingMessage } from './chat-store.ts';
import { readDraft, writeDraft } from './drafts.ts';
import { randomKey } from './identity.ts';

export interface ComposerState {
  text: string;
  setText: (text: string) => void;
  files: readonly PendingAttachment[];
  refused: readonly Refusal[];
  addFiles: (files: readonly File[]) => void;
  removeFile: (key: string) => void;
  encoding: boolean;
  /** The message as it goes out, and an empty composer. */
  take: () => Promise<OutgoingMessage>;
}

/** Text and files of the message being written. The text is kept per conversation for as long as the tab lives. */
export function useComposer(draft: string): ComposerState {
  const [text, setOwnText] = useState(() => readDraft(draft));
  const [files, setFiles] = useState<readonly PendingAttachment[]>([]);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [encoding, setEncoding] = useState(false);
  const [shownDraft, setShownDraft] = useState(draft);
  if (shownDraft !== draft) {
    setShownDraft(draft);
    setOwnText(readDraft(draft));
    setFiles([]);
    setRefused([]);
  }
  useEffect(() => writeDraft(shownDraft, text), [shownDraft, text]);
  const addFiles = useCallback(
    (added: readonly File[]) => {
      const { taken, refused: refusals } = chooseFiles(files, added, randomKey);
      setFiles([...files, ...taken]);
      setRefused(refusals);
    },
    [files],
  );
  const take = useCallback(async (): Promise<OutgoingMessage> => {
    setEncoding(true);
    try {
      const encoded = await encodeAttachments(files);
      setOwnText('');
      setFiles([]);
      setRefused([]);
      const attachments = encoded.map((one, position) => ({ ...one, bytes: files[position]?.file.size ?? 0 }));
      return { text: text.trim(), attachments };
    } finally {
      setEncoding(false);
    }
  }, [files, text]);
  return {
    text,
    setText: setOwnText,
    files,
    refused,
    addFiles,
    removeFile: (key) => setFiles(files.filter((one) => one.key !== key)),
    encoding,
    take,
  };
}
