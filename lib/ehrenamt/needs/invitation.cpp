// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/invitation.hpp"

#include "ehrenamt/base/collation.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace ehrenamt::needs {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

using Bytes = std::array<unsigned char, 32>;

/// 32 characters, 5 bits each; 0 and O, 1 and I are left out.
constexpr std::string_view k_characters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::size_t k_length = 12;
constexpr std::size_t k_block = 4;
static_assert(k_characters.size() == 32);

/// The code without what people put between its characters.
std::string bare(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return code;
}

std::string random_code(const RandomBytes& random) {
    std::array<unsigned char, k_length> bytes{};
    random(bytes.data(), bytes.size());
    std::string code;
    for (std::size_t i = 0; i < k_length; ++i) {
        if (i > 0 && i % k_block == 0)
            code += '-';
        code += k_characters[bytes[i] % k_characters.size()];
    }
    return code;
}

Bytes keyed_hash(const Bytes& key, std::string_view typed) {
    const auto code = bare(typed);
    Bytes hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(code.data()),
                       code.size(), key.data(), key.size());
    return hash;
}

std::optional<Bytes> code_key(const store::Store& store, domain::SurveyRoundId round) {
    SQLite::Statement query{store.db(), "SELECT code_key FROM survey_round WHERE id = ?"};
    query.bind(1, round.value);
    Bytes key{};
    if (!query.executeStep() || query.getColumn(0).getBytes() != static_cast<int>(key.size()))
        return std::nullopt;
    const auto* const bytes = static_cast<const unsigned char*>(query.getColumn(0).getBlob());
    std::copy_n(bytes, key.size(), key.begin());
    return key;
}

void bind_bytes(SQLite::Statement& statement, int index, const Bytes& bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

} // namespace

std::vector<Invited> invited_associations(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT a.id, a.name, ifnull(a.email, ''), ifnull(a.street, ''), ifnull(a.postcode, ''),
               coalesce(m.name, a.seat, ''), ifnull(a.phone, '')
        FROM association a
        JOIN contact_point_area p ON p.ags = a.municipality
        JOIN contact_point c ON c.id = p.contact_point AND c.own = 1
        JOIN municipality m ON m.ags = a.municipality
        WHERE a.status = 'active')"};
    std::vector<std::pair<std::string, Invited>> sorted;
    while (query.executeStep()) {
        const auto text = [&](int column) { return query.getColumn(column).getString(); };
        Invited invited{
            {query.getColumn(0).getInt64()}, text(1), text(2), text(3), text(4), text(5), text(6)};
        auto key = base::collation_key(invited.name);
        sorted.emplace_back(std::move(key), std::move(invited));
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
    });
    std::vector<Invited> list;
    list.reserve(sorted.size());
    for (auto& [key, invited] : sorted)
        list.push_back(std::move(invited));
    return list;
}

void system_random(unsigned char* bytes, std::size_t count) {
    randombytes_buf(bytes, count);
}

std::vector<std::string> issue_access_codes(store::Store& store, store::ChangeSet& change,
                                            const SurveyRound& round, std::size_t count,
                                            const RandomBytes& random) {
    if (code_key(store, round.id))
        throw Error{ExitStatus::data_rejected, "code.issued",
                    message("the survey for {0} has access codes already", round.half_year)};
    Bytes key{};
    random(key.data(), key.size());
    SQLite::Statement keep_key{store.db(), "UPDATE survey_round SET code_key = ? WHERE id = ?"};
    bind_bytes(keep_key, 1, key);
    keep_key.bind(2, round.id.value);
    keep_key.exec();
    std::vector<std::string> codes;
    std::set<std::string> seen;
    // In the order of their hashes: that in which they were made is that of the associations, and it would
    // show in the change set and in the pages of the file.
    std::set<Bytes> hashes;
    while (codes.size() < count) {
        auto code = random_code(random);
        if (!seen.insert(code).second)
            continue;
        hashes.insert(keyed_hash(key, code));
        codes.push_back(std::move(code));
    }
    SQLite::Statement insert{store.db(), "INSERT INTO access_code (round, hash, used) VALUES (?, ?, 0)"};
    insert.bind(1, round.id.value);
    for (const auto& hash : hashes) {
        bind_bytes(insert, 2, hash);
        insert.exec();
        insert.reset();
    }
    change.count("access_codes_new", static_cast<std::int64_t>(count));
    return codes;
}

CodeState access_code_state(const store::Store& store, domain::SurveyRoundId round, std::string_view code) {
    const auto key = code_key(store, round);
    if (!key)
        return CodeState::unknown;
    SQLite::Statement query{store.db(), R"(
        SELECT c.used, u.hash IS NOT NULL FROM access_code c LEFT JOIN used_code u ON u.round = c.round AND u.hash = c.hash
        WHERE c.round = ? AND c.hash = ?)"};
    query.bind(1, round.value);
    bind_bytes(query, 2, keyed_hash(*key, code));
    if (!query.executeStep())
        return CodeState::unknown;
    return query.getColumn(0).getInt() != 0   ? CodeState::used
           : query.getColumn(1).getInt() != 0 ? CodeState::used_anonymously
                                              : CodeState::unused;
}

CodeState use_access_code(store::Store& store, domain::SurveyRoundId round, std::string_view code,
                          CodeUser user) {
    const auto before = access_code_state(store, round, code);
    if (before == CodeState::unused) {
        SQLite::Statement mark{store.db(),
                               user == CodeUser::named
                                   ? "UPDATE access_code SET used = 1 WHERE round = ? AND hash = ?"
                                   : "INSERT INTO used_code (round, hash) VALUES (?, ?)"};
        mark.bind(1, round.value);
        bind_bytes(mark, 2, keyed_hash(*code_key(store, round), code));
        mark.exec();
    }
    return before;
}

std::int64_t codes_without_answer(const store::Store& store, domain::SurveyRoundId round) {
    SQLite::Statement query{store.db(), R"(
        SELECT (SELECT count(*) FROM used_code WHERE round = ?1)
            - (SELECT count(*) FROM response WHERE round = ?1 AND invitation = 'code'))"};
    query.bind(1, round.value);
    query.executeStep();
    return std::max<std::int64_t>(0, query.getColumn(0).getInt64());
}

} // namespace ehrenamt::needs
