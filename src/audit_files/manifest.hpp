#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit_files/report.hpp"

namespace belfry::audit_files {

/// One line of a ballot manifest: where so many cards lie.
struct ManifestBatch {
    std::string jurisdiction;  ///< County; empty where the manifest is of one.
    std::string container;     ///< Cart, tray, bin: where to go for it.
    std::string tabulator;
    std::string batch;
    std::int64_t cards = 0;
    std::size_t line = 0;  ///< Of the file.

    friend bool operator==(const ManifestBatch&, const ManifestBatch&) = default;
};
BOOST_DESCRIBE_STRUCT(ManifestBatch, (), (jurisdiction, container, tabulator, batch, cards, line))

/// Batches in the order of the file, which is the order of the storage.
struct Manifest {
    std::vector<ManifestBatch> batches;
    std::int64_t cards = 0;
    Summary summary;
};

/// Reads a ballot manifest, CSV or workbook, by its columns, in any order: Arlo's (Batch Name,
/// Number of Ballots, and Tabulator or Container where there are any), Colorado's (CountyID,
/// ScannerID, BatchID, NumBallots, StorageLocation), Boulder's (County, TabulatorNum, BatchId,
/// RecordId for the number, Location), Dominion's (Tray #, Tabulator Number, Batch Number, Total
/// Ballots, cart) and Hart's. Batches that stand there twice are set aside when equal and refused
/// when not; a last row of totals is checked. Refuses counts that are no whole numbers.
[[nodiscard]] Result<Manifest> read_manifest(documents::Source& source);

}  // namespace belfry::audit_files
