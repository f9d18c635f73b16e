// Any file at all through the front door: zip files and workbooks among them.
#include "audit_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    auto source = belfry::fuzz_source(data, size);
    belfry::documents::Source* const files[] = {&source};
    const auto opened = belfry::audit_files::open_files(files);
    if (!opened) {
        belfry::check_refusal(opened.error());
    } else if (opened->cards) {
        belfry::check_summary(opened->cards->summary);
    }
    return 0;
}
