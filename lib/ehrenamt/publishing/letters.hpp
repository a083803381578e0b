// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/measures/measure.hpp"
#include "ehrenamt/measures/recipients.hpp"

namespace ehrenamt::publishing {

enum class LetterKind {
    receipt,
    confirmation,
    waiting,
    moved_up,
    invitation,
    reminder,
    cancellation,
    measure_cancelled
};

/// A letter in German to one person about one measure. Nothing is ever sent.
struct Letter {
    LetterKind kind;
    measures::Recipient to;
    const measures::Measure& measure;
};

/// `bestaetigung`, `warteliste` …: for names of files and the list for a mail merge.
EHRENAMT_API std::string_view german_key(LetterKind kind);

/// The text without head: greeting, what is so, dates and place, contact point.
EHRENAMT_API std::string letter_text(const Letter& letter, const associations::ContactPoint& from);
/// The letter as a draft for a mail program (RFC 5322, X-Unsent). \pre the letter has an address and the
/// contact point has one
EHRENAMT_API std::string letter_eml(const Letter& letter, const associations::ContactPoint& from,
                                    base::Date today);
/// All letters as a list for a mail merge, with everything that a template may want to say.
EHRENAMT_API std::string letters_csv(const std::vector<Letter>& letters,
                                     const associations::ContactPoint& from, bool for_excel);

} // namespace ehrenamt::publishing
