"""Every sentence the pages say about results, by rules that can be read and tested."""
