// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs {

/// An association that a round asks, with what a letter to it needs; empty = not known.
struct Invited {
    domain::AssociationId id;
    std::string name;
    std::string email;
    std::string street;
    std::string postcode;
    std::string place; ///< municipality, else the seat as registered
    std::string phone;
};

/// The active associations of the own contact point's area, in German order of their names.
EHRENAMT_API std::vector<Invited> invited_associations(const store::Store& store);

/// Fills memory with random bytes that nobody can guess.
using RandomBytes = std::function<void(unsigned char* bytes, std::size_t count)>;
EHRENAMT_API void system_random(unsigned char* bytes, std::size_t count);

/// Makes `count` different access codes for a round, `ABCD-EFGH-JKLM` (60 random bits, no character that is
/// taken for another). The store keeps keyed hashes of them and not whose they are, so the codes returned are
/// the only copy.
/// \throws base::Error `code.issued` if the round has codes already
EHRENAMT_API std::vector<std::string> issue_access_codes(store::Store& store, store::ChangeSet& change,
                                                         const SurveyRound& round, std::size_t count,
                                                         const RandomBytes& random);

enum class CodeState {
    unknown,
    unused,
    used, ///< by an answer that names its association, or before the store told these apart
    used_anonymously,
};

/// What the store knows of a code as somebody typed it: case, spaces and dashes make no difference.
EHRENAMT_API CodeState access_code_state(const store::Store& store, domain::SurveyRoundId round,
                                         std::string_view code);

enum class CodeUser { named, anonymous };

/// Marks an unused code as used. Of an anonymous answer no change set records it, or it would show who
/// answered. \returns what it was before
EHRENAMT_API CodeState use_access_code(store::Store& store, domain::SurveyRoundId round,
                                       std::string_view code, CodeUser user);

/// Codes that anonymous answers used which are no longer there: `undo` leaves them used, for nobody knows
/// which.
EHRENAMT_API std::int64_t codes_without_answer(const store::Store& store, domain::SurveyRoundId round);

} // namespace ehrenamt::needs
