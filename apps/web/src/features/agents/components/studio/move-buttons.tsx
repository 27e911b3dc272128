import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MoveButtons as SharedMoveButtons,
  type MoveButtonsProps as SharedProps,
} from '../../../../shared/lists/move-buttons.tsx';

export interface MoveButtonsProps extends Omit<SharedProps, 'labels'> {
  /** Name of the entry, for the labels. */
  name: string;
}

/** Moves an entry of the studio by keyboard. */
export function MoveButtons({ name, ...move }: MoveButtonsProps): ReactNode {
  const { t } = useTranslation('agents');
  return <SharedMoveButtons {...move} labels={{ up: t('list.up', { name }), down: t('list.down', { name }) }} />;
}
