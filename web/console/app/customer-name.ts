import type { TFunction } from 'i18next';

/** A visitor who gave no name is called by the ticket's number. */
export const customerName = (name: string, number: number, t: TFunction): string => name || t('visitor.unnamed', { number });
