using BusinessFocus.EndToEnd.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Festival))]
