namespace BusinessFocus.Hosting.Tokens;

/// <summary>Keys in files: a secret, created on first use, and the part of it that others may see.</summary>
public static class KeyFile
{
    /// <summary>What the file has, which only its owner reads; written by whoever comes first of several instances that start at once.</summary>
    public static string Keep(string file, Func<string> make)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(unfinished, options))
            {
                writer.Write(make());
            }

            try
            {
                File.Move(unfinished, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(unfinished);
            }
        }

        return File.ReadAllText(file);
    }

    /// <summary>Writes what others may see, in place of what was there.</summary>
    public static void Show(string file, string text)
    {
        // Renamed into place: whoever reads it meanwhile sees the old one or the new one, never half of it.
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var unfinished = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Whoever reads keys of cookies can make cookies: only the service does.</summary>
    public static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
