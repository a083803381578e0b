// SPDX-License-Identifier: EUPL-1.2
// What the survey promises to those who answer.
#include "ehrenamt/needs/invitation.hpp"
#include "ehrenamt/store/verify.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

SurveyRound open(test::SampleStore& sample) {
    sample.change([&](store::ChangeSet& change) {
        open_round(sample.get(), change, *domain::HalfYear::parse("2027-H1"), base::Date::of(2026, 11, 2),
                   base::Date::of(2026, 11, 27));
    });
    return find_round(sample.get(), std::nullopt);
}

/// Issues these codes in this order, each given by the byte that stands for all of its characters.
std::vector<std::string> issue(test::SampleStore& sample, const SurveyRound& round,
                               const std::vector<unsigned char>& characters) {
    std::vector<std::string> codes;
    sample.change([&](store::ChangeSet& change) {
        auto next = characters.begin();
        bool key = true;
        codes = issue_access_codes(sample.get(), change, round, characters.size(),
                                   [&](unsigned char* bytes, std::size_t size) {
                                       std::fill_n(bytes, size, key ? 7 : *next);
                                       next += key ? 0 : 1;
                                       key = false;
                                   });
    });
    return codes;
}

std::vector<std::string> texts(const store::Store& store, const std::string& statement) {
    SQLite::Statement query{store.db(), statement};
    std::vector<std::string> found;
    while (query.executeStep())
        found.push_back(query.getColumn(0).getString());
    return found;
}

std::vector<std::string> tables(const store::Store& store) {
    return texts(store, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
}

std::vector<std::string> referred(const store::Store& store, const std::string& table) {
    return texts(store, "SELECT \"table\" FROM pragma_foreign_key_list('" + table + "')");
}

/// Every byte of every file in the store's folder.
std::string all_bytes(const test::SampleStore& sample) {
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator{sample.folder() / "."}) {
        std::ifstream file{entry.path(), std::ios::binary};
        bytes.append(std::istreambuf_iterator<char>{file}, {});
    }
    return bytes;
}

/// Takes an anonymous answer that used a code, in an import of its own.
void answer(test::SampleStore& sample, const SurveyRound& round, const std::string& code) {
    REQUIRE(sample.change([&](store::ChangeSet& change) {
        REQUIRE(use_access_code(sample.get(), round.id, code, CodeUser::anonymous) == CodeState::unused);
        const auto id = change.next_id<domain::ResponseId>().value;
        SQLite::Statement insert{sample.get().db(), R"(
            INSERT INTO response (id, round, reference, received_on, late, invitation)
            VALUES (?1, ?2, ?1, '2026-11-05', 0, 'code'))"};
        insert.bind(1, id);
        insert.bind(2, round.id.value);
        insert.exec();
    }));
}

/// The rows of access codes and what the change sets keep of them, in the order in which they lie there.
std::string traces(const store::Store& store) {
    std::string all;
    SQLite::Statement rows{store.db(), "SELECT hash, used FROM access_code"};
    while (rows.executeStep())
        all += rows.getColumn(0).getString() + rows.getColumn(1).getString();
    for (const auto& body : texts(store, "SELECT bytes FROM change_set_body ORDER BY change_set, piece"))
        all += body;
    return all;
}

} // namespace

TEST_CASE("no table brings an access code together with an association or an answer") {
    test::SampleStore sample;
    const auto& store = sample.get();
    CHECK(referred(store, "access_code") == std::vector<std::string>{"survey_round"});
    CHECK(texts(store, "SELECT name FROM pragma_table_info('access_code')") ==
          std::vector<std::string>{"round", "hash", "used"});
    for (const auto& table : tables(store)) {
        const auto to = referred(store, table);
        // used_code refers to it by two columns, and to nothing else.
        const auto wanted = table == "used_code" ? 2 : 0;
        CHECK_MESSAGE(std::count(to.begin(), to.end(), "access_code") == wanted, table);
        CHECK_MESSAGE(std::count(to.begin(), to.end(), "used_code") == 0, table);
    }
    CHECK(texts(store, "SELECT name FROM pragma_table_info('used_code')") ==
          std::vector<std::string>{"round", "hash"});
}

TEST_CASE("an answer carries an association at most, never a person, an address or a code") {
    test::SampleStore sample;
    const auto& store = sample.get();
    for (const std::string table : {"response", "need", "free_topic", "response_unasked"}) {
        const auto to = referred(store, table);
        CHECK_MESSAGE(std::count(to.begin(), to.end(), "person") == 0, table);
        for (const auto& column : texts(store, "SELECT name FROM pragma_table_info('" + table + "')"))
            for (const std::string word :
                 {"person_", "name", "email", "phone", "street", "code", "token", "consent", "ip_"})
                CHECK_MESSAGE(column.find(word) == std::string::npos, table, ".", column);
    }
}

TEST_CASE("the consent to be contacted stands with the association and not with the answer") {
    test::SampleStore sample;
    const auto where = [&](const std::string& table) {
        const auto columns = texts(sample.get(), "SELECT name FROM pragma_table_info('" + table + "')");
        return std::count(columns.begin(), columns.end(), "contact_consent_on");
    };
    CHECK(where("association") == 1);
    CHECK(where("response") == 0);
}

TEST_CASE("no file of the store holds a code, before or after it is used") {
    test::SampleStore sample;
    const auto round = open(sample);
    const auto codes = issue(sample, round, {1, 2, 3});
    answer(sample, round, codes[1]);
    sample.change([&](store::ChangeSet&) {
        REQUIRE(use_access_code(sample.get(), round.id, codes[2], CodeUser::named) == CodeState::unused);
    });
    const auto bytes = all_bytes(sample);
    REQUIRE(bytes.find("survey_round") != std::string::npos); // the right files were read
    for (const auto& code : codes) {
        std::string bare = code;
        bare.erase(std::remove(bare.begin(), bare.end(), '-'), bare.end());
        CHECK(bytes.find(code) == std::string::npos);
        CHECK(bytes.find(bare) == std::string::npos);
    }
}

TEST_CASE("nothing in the store tells for whom a code was made") {
    // The same codes in the order of two different lists of associations.
    test::SampleStore one;
    test::SampleStore other;
    const auto codes = issue(one, open(one), {5, 1, 9, 3, 7});
    auto turned = issue(other, open(other), {7, 3, 9, 1, 5});
    std::reverse(turned.begin(), turned.end());
    REQUIRE(codes == turned);
    CHECK(traces(one.get()) == traces(other.get()));
}

TEST_CASE("which code an anonymous answer used shows nowhere but in the list of those that were used") {
    // One answer to an import, as it comes by phone; the same codes used in two different orders.
    test::SampleStore one;
    test::SampleStore other;
    const auto first = open(one);
    const auto second = open(other);
    const auto codes = issue(one, first, {1, 2, 3});
    issue(other, second, {1, 2, 3});
    answer(one, first, codes[0]);
    answer(other, second, codes[2]);
    CHECK(store::chain_head(one.get()) == store::chain_head(other.get()));
    CHECK(traces(one.get()) == traces(other.get()));
    answer(one, first, codes[2]);
    answer(other, second, codes[0]);
    const auto rows = [](const store::Store& store) {
        return texts(store, "SELECT hex(hash) FROM used_code");
    };
    CHECK(rows(one.get()).size() == 2);
    CHECK(rows(one.get()) == rows(other.get()));
    CHECK(store::chain_head(one.get()) == store::chain_head(other.get()));
    CHECK(store::verify(one.get()).findings.empty());
}

TEST_CASE("two rounds cannot be brought together by their codes") {
    test::SampleStore sample;
    const auto first = open(sample);
    const auto codes = issue(sample, first, {1, 2, 3});
    sample.change([&](store::ChangeSet& change) {
        open_round(sample.get(), change, *domain::HalfYear::parse("2027-H2"), base::Date::of(2026, 11, 2),
                   base::Date::of(2026, 11, 27));
    });
    const auto second = find_round(sample.get(), *domain::HalfYear::parse("2027-H2"));
    sample.change([&](store::ChangeSet& change) {
        issue_access_codes(sample.get(), change, second, 3, system_random);
    });
    for (const auto& code : codes)
        CHECK(access_code_state(sample.get(), second.id, code) == CodeState::unknown);
    const auto keys = texts(sample.get(), "SELECT hex(code_key) FROM survey_round");
    CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == 2);
}
