// Nothing: the target belfry_tested is there for what is precompiled with it (Module.cmake).
