import { BookOpenText, Check, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A picture of the product drawn with its own tokens; nothing in it can be pressed. */
export function PreviewCard(): ReactNode {
  const { t } = useTranslation('auth');
  return (
    <div aria-hidden className="flex w-full max-w-md flex-col gap-3 select-none">
      <div className="max-w-[85%] self-end rounded-2xl rounded-ee-md bg-[#26324a] px-4 py-2.5 text-sm text-[#e8ecf4]">
        {t('preview.question')}
      </div>
      <div className="rounded-2xl border border-[#2a3549] bg-[#151d2d]/90 p-4 shadow-[0_24px_48px_-16px_rgb(0_0_0/0.6)]">
        <div className="mb-3 flex items-center gap-2 text-xs font-medium text-[#aeb8ca]">
          <span className="grid size-6 place-items-center rounded-md bg-primary-500/15 text-primary-400">
            <Sparkles className="size-3.5" />
          </span>
          {t('preview.agent')}
        </div>
        <Step icon={BookOpenText} text={t('preview.search')} time="0.3s" />
        <p className="mt-3 text-sm leading-relaxed text-[#d9dfeb]">
          {t('preview.answer')}
          <span className="ms-1 inline-grid size-4 translate-y-[-2px] place-items-center rounded bg-primary-500/20 text-[0.625rem] font-semibold text-primary-300">
            1
          </span>
        </p>
      </div>
    </div>
  );
}

function Step({ icon: Icon, text, time }: { icon: typeof Check; text: string; time: string }): ReactNode {
  return (
    <div className="flex items-center gap-2 rounded-lg border border-[#2a3549] bg-[#0f1522] px-3 py-2 text-xs text-[#aeb8ca]">
      <Icon className="size-3.5 shrink-0" />
      <span className="min-w-0 grow truncate">{text}</span>
      <span className="tabular-nums opacity-80">{time}</span>
      <Check className="size-3.5 shrink-0 text-[#4ade9f]" />
    </div>
  );
}
