// Manifests, tallies, contests and the state's tables: each reader on every input.
#include "audit_files.hpp"

namespace belfry {
namespace {

template <class T>
void check_table(const Result<T>& read) {
    if (!read) {
        check_refusal(read.error());
        return;
    }
    check_summary(read->summary);
}

}  // namespace
}  // namespace belfry

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace belfry::audit_files;
    auto source = belfry::fuzz_source(data, size);
    belfry::check_table(read_manifest(source));
    belfry::check_table(read_contest_totals(source));
    belfry::check_table(read_standard_contests(source));
    belfry::check_table(read_batch_tallies(source));
    belfry::check_table(read_colorado_contests(source));
    belfry::check_table(read_colorado_selection(source));
    belfry::check_table(read_colorado_targets(source));
    belfry::check_table(read_batch_counts(source));
    belfry::check_table(read_canonical_contests(source));
    return 0;
}
