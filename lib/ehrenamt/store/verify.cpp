// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/verify.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/digest.hpp"
#include "ehrenamt/store/migrate.hpp"
#include "ehrenamt/store/search.hpp"
#include "ehrenamt/store/undo.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>

namespace ehrenamt::store {
namespace {

using base::message;

void check_pages(const Store& store, Verification& result, const Watch& watch) {
    watch(message("checking the file"), 0, 0);
    SQLite::Statement query{store.db(), "PRAGMA integrity_check(20)"};
    while (query.executeStep())
        if (const auto text = query.getColumn(0).getString(); text != "ok")
            result.findings.push_back(
                {"verify.integrity", message("SQLite finds: {0}", base::printable(text))});
}

void check_references(const Store& store, Verification& result, const Watch& watch) {
    watch(message("checking the references"), 0, 0);
    SQLite::Statement query{store.db(),
                            "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1"};
    while (query.executeStep())
        result.findings.push_back(
            {"verify.reference",
             message("{1} {1|row|rows} of {0} {1|refers|refer} to something that is not there",
                     query.getColumn(0).getString(), query.getColumn(1).getInt64())});
}

void check_schema(const Store& store, Verification& result, const Watch&) {
    if (schema_text(store.db()) != expected_schema_text())
        result.findings.push_back({"verify.schema", message("the tables are not those of this version")});
}

void check_content(const Store& store, Verification& result, const Watch& watch) {
    const auto found = compute_digests(store.db(), watch);
    const auto stored = read_digests(store.db());
    for (const auto& [table, digest] : found) {
        ++result.tables;
        result.rows += digest.rows;
        const auto known = stored.find(table);
        if (known == stored.end() || known->second != digest)
            result.findings.push_back(
                {"verify.content", message("the rows of {0} are not as they were written", table)});
    }
    for (const auto& [table, digest] : stored)
        if (!found.contains(table))
            result.findings.push_back({"verify.content", message("the table {0} is missing", table)});
}

void check_search(const Store& store, Verification& result, const Watch& /*watch*/) {
    if (!search_index_is_true(store))
        result.findings.push_back(
            {"verify.search", message("the search index does not hold the words of the offers")});
}

void check_chain(const Store& store, Verification& result, const Watch& watch) {
    watch(message("checking the changes"), 0, 0);
    Hash previous{};
    std::int64_t expected = 1;
    for (const auto& row : change_log(store)) {
        const auto body = change_body(store, row.id);
        const bool body_holds = body.empty() || sha256({reinterpret_cast<const char*>(body.data()),
                                                        body.size()}) == row.body_hash;
        const auto ranges = read_ranges(store.db(), row.id);
        const bool ranges_hold = row.range_hash ? range_hash(ranges) == row.range_hash : ranges.empty();
        if (row.id != expected || row.previous_hash != previous || chained(row) != row.hash || !body_holds ||
            !ranges_hold)
            result.findings.push_back(
                {"verify.chain", message("change set {0} is not as it was written", row.id)});
        previous = row.hash;
        expected = row.id + 1;
        ++result.change_sets;
        result.chain_head = hex(row.hash);
    }
    const auto log = change_log(store);
    if (!log.empty() && log.back().content_hash != content_hash(read_digests(store.db())))
        result.findings.push_back(
            {"verify.content", message("the content is not what the last change set left")});
}

} // namespace

Verification verify(const Store& store, const Watch& given) {
    const Watch watch = given ? given : [](const base::Message&, std::int64_t, std::int64_t) {};
    Verification result;
    for (const auto check :
         {check_pages, check_references, check_schema, check_content, check_search, check_chain}) {
        try {
            check(store, result, watch);
        } catch (const SQLite::Exception& damage) {
            if ((damage.getErrorCode() & 0xff) == 9 /* SQLITE_INTERRUPT */)
                throw;
            result.findings.push_back({"verify.unreadable", message("part of the store cannot be read: {0}",
                                                                    base::printable(damage.what()))});
        }
    }
    return result;
}

} // namespace ehrenamt::store
