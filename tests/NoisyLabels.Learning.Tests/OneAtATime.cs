// libtorch has one number of threads for the whole process, and its sums depend on it to the bit: a test that runs the
// finder sets it, and would change the numbers under a test that compares two runs.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
