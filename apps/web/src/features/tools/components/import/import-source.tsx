import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { Field } from '@agentforge/ui/field';
import { FileDrop } from '@agentforge/ui/file-drop';
import { Input } from '@agentforge/ui/input';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { Textarea } from '@agentforge/ui/textarea';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';

export interface ImportSourceProps {
  reading: boolean;
  error: unknown;
  onRead: (source: { url: string } | { document: string }) => void;
}

const largest = 5_000_000;

export function ImportSource({ reading, error, onRead }: ImportSourceProps): ReactNode {
  const { t } = useTranslation('tools');
  const [way, setWay] = useState('url');
  const [url, setUrl] = useState('');
  const [text, setText] = useState('');
  const ready = (way === 'url' ? url : text).trim() !== '';
  const takeFile = async ([file]: File[]) => {
    if (file) setText(await file.text());
  };
  return (
    <Card>
      <CardHeader title={t('import.source')} />
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onRead(way === 'url' ? { url: url.trim() } : { document: text });
        }}
      >
        <Tabs
          label={t('import.source')}
          value={way}
          onValueChange={setWay}
          tabs={[
            { value: 'url', label: t('import.url') },
            { value: 'text', label: t('import.file') },
          ]}
        >
          <TabPanel value="url">
            <Field label={t('import.url')} hint={t('import.urlHint')}>
              <Input
                type="url"
                dir="ltr"
                value={url}
                placeholder="https://api.example.com/openapi.json"
                onChange={(event) => setUrl(event.target.value)}
              />
            </Field>
          </TabPanel>
          <TabPanel value="text" className="flex flex-col gap-4">
            <FileDrop
              title={t('import.drop')}
              accept=".json,.yaml,.yml"
              maxBytes={largest}
              onFiles={(files) => void takeFile(files)}
            />
            <Field label={t('import.paste')} hint={t('import.pasteHint')}>
              <Textarea mono dir="ltr" rows={8} value={text} onChange={(event) => setText(event.target.value)} />
            </Field>
          </TabPanel>
        </Tabs>
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" loading={reading} disabled={!ready} className="self-start">
          {reading ? t('import.reading') : t('import.read')}
        </Button>
      </form>
    </Card>
  );
}
