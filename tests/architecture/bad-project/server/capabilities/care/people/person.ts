// direction-of-care-people
import { form } from '../forms/form.ts';

export const person = form;
