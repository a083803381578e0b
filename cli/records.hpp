// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "cli/table.hpp"
#include "ehrenamt/store/list_query.hpp"

namespace ehrenamt::cli {

/// The columns of a query as the output knows them.
std::vector<Column> columns_of(const store::ListQuery& query);
/// A row of the query in the output's cells. \param cells  room, overwritten
/// \param for_a_person  kinds and states become words
void to_cells(const store::ListQuery& query, const store::ListRow& row, std::vector<Cell>& cells,
              bool for_a_person);
/// Writes the rows of a query as they come.
void list_records(Context& context, const store::Store& store, const store::ListQuery& query);

} // namespace ehrenamt::cli
