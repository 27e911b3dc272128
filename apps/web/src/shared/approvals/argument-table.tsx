import { CodeBlock } from '@agentforge/ui/code-block';
import { Disclosure } from '@agentforge/ui/disclosure';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { argumentRows } from './parse-arguments.ts';

/** Arguments as they are: text and JSON only, so that nothing in them is read as markup or becomes a link. */
export function ArgumentTable({ title, value }: { title: string; value: unknown }): ReactNode {
  const { t } = useTranslation('approvals');
  const heading = useId();
  const rows = argumentRows(value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div role="group" aria-labelledby={heading} className="flex flex-col gap-2">
      <p id={heading} className="text-[0.8125rem] font-medium text-muted">
        {title}
      </p>
      {rows.length === 0 ? (
        <p className="text-sm text-subtle">{t('arguments.none')}</p>
      ) : (
        <div className="overflow-hidden rounded-lg border border-line bg-sunken/60">
          <table className="w-full table-fixed text-sm">
            <colgroup>
              <col className="w-2/5 sm:w-44" />
              <col />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t('arguments.name')}</th>
                <th scope="col">{t('arguments.value')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, one]) => (
                <tr key={name} className="border-b border-line align-top last:border-b-0">
                  <th
                    scope="row"
                    className="px-3 py-2 text-start font-mono text-[0.8125rem] font-normal break-words text-muted"
                  >
                    <bdi>{name}</bdi>
                  </th>
                  <td className="px-3 py-2">
                    <ArgumentValue value={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Disclosure title={<span className="text-[0.8125rem] font-normal text-muted">{t('arguments.raw')}</span>}>
        <CodeBlock code={JSON.stringify(value, null, 2) ?? ''} maxHeight="18rem" wrap />
      </Disclosure>
    </div>
  );
}

/** Text without quotes, everything else as JSON. White space is kept: it is sent too. */
function ArgumentValue({ value }: { value: unknown }): ReactNode {
  const { t } = useTranslation('approvals');
  if (value === '') return <span className="text-subtle italic">{t('arguments.empty')}</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      {...(typeof value === 'string' ? {} : { dir: 'ltr' })}
      className="max-h-60 overflow-auto font-mono text-[0.8125rem] break-words whitespace-pre-wrap"
    >
      <bdi>{text}</bdi>
    </pre>
  );
}
