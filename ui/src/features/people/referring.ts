import type { Person, Pronoun } from "../../api/bindings";
import { m } from "../../words/messages";

/** How a sentence refers to a person: by a pronoun where one is known, else by what they are called. */
export function referring(person: Pick<Person, "called_as" | "pronoun">): { name: string; pronoun: string } {
  return { name: person.called_as, pronoun: person.pronoun ?? "none" };
}

/** A pronoun as it is chosen. */
export function pronounWord(pronoun: Pronoun): string {
  switch (pronoun) {
    case "she":
      return m.person_pronoun_she();
    case "he":
      return m.person_pronoun_he();
    case "they":
      return m.person_pronoun_they();
  }
}
