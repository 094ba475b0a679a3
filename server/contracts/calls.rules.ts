import type { CallResult } from './promises.js';

/** Whether another call can be agreed on after that result, and whether it must. */
export const mayCallAgain = (result: CallResult): boolean => result === 'not_reached' || result === 'left_word' || result === 'callback_wanted';
export const mustCallAgain = (result: CallResult): boolean => result === 'callback_wanted';
/** The field of an organisation that holds the number of an order, as long as there are no orders here. */
export const ORDER_FIELD = 'order_number';
