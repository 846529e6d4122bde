using BusinessFocus.Fuzz;

try
{
    var faults = await FuzzRun.RunAsync(Options.Parse(args), Console.WriteLine);
    foreach (var fault in faults)
    {
        Console.WriteLine($"\n{fault}");
    }

    return faults.Count == 0 ? 0 : 1;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
