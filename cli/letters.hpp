// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/measures/recipients.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ehrenamt::cli {

struct LetterChoice {
    std::filesystem::path folder;
    std::string kind; ///< confirmation, invitation, reminder, cancellation; empty: what fits each one's state
    bool overwrite = false;
};

struct WrittenLetters {
    std::int64_t letters = 0;
    std::vector<std::string> names; ///< of the files
};

/// Letters to these: an `.eml` for whoever has an address, and all of them as a list for a mail merge. Only
/// the owner can read the files.
WrittenLetters write_letters(Context& context, const store::Store& store, const LetterChoice& choice,
                             const std::vector<measures::EnrolmentId>& enrolments);
/// Letters to everybody in a measure whom that kind of letter concerns. \pre a kind is given
WrittenLetters write_letters(Context& context, const store::Store& store, const LetterChoice& choice,
                             const measures::Measure& measure);

} // namespace ehrenamt::cli
